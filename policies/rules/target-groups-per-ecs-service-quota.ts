import { countEach } from "../quota-counting";
import { primaryGroupsOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { known, readElements } from "../graph/value";
import { quotaRule } from "../quota-rule";

/** Target groups that the service names, without alternates: AWS does not document whether those count. */
function groupsOf(graph: Graph, service: Resource): number {
  const entries = known(readElements(service, "loadBalancers"))?.length ?? Infinity;
  return Math.min(entries, primaryGroupsOf(graph, service).references.length);
}

export const targetGroupsPerEcsServiceQuota = quotaRule({
  id: "target-groups-per-ecs-service-quota",
  displayName: "Target groups per ECS service",
  quota: "ecs.targetGroupsPerService",
  remediation: "Register the service with fewer target groups.",
  count: countEach("target groups of ECS service", "ecsService", groupsOf),
});
