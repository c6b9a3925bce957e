import { primaryGroupsOf } from "../graph/forwarding";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { advancedAt } from "../graph/strategies";
import { isSet, known, readElements } from "../graph/value";
import { quotaRule } from "../quota-rule";
import type { Usage } from "../quota-rule";

/** Target groups that a service names. AWS does not document whether alternates count. */
function usageOf(graph: Graph, at: Resource): Usage {
  const entries = known(readElements(at, "loadBalancers"));
  const used = Math.min(entries?.length ?? Infinity, primaryGroupsOf(graph, at).references.length);
  const paired = (entries ?? []).filter((entry) => isSet(at, `${advancedAt(entry)}.alternateTargetGroupArn`));
  const needs = `whether alternate target groups of ECS service ${at.name} count`;
  const open = paired.length === 0 ? {} : { open: { most: used + paired.length, needs } };
  return { at, used, what: `target groups of ECS service ${at.name}`, ...open };
}

export const targetGroupsPerEcsServiceQuota = quotaRule({
  id: "target-groups-per-ecs-service-quota",
  displayName: "Target groups per ECS service",
  quota: "ecs.targetGroupsPerService",
  remediation: "Register the service with fewer target groups.",
  count: (graph) =>
    ofKind(graph, "ecsService")
      .map((service) => usageOf(graph, service))
      .filter(({ used }) => used > 0),
});
