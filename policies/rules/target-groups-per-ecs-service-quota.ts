import { countEach } from "../quota-counting";
import { targetGroupsOf } from "../graph/forwarding";
import { quotaRule } from "../quota-rule";

export const targetGroupsPerEcsServiceQuota = quotaRule({
  id: "target-groups-per-ecs-service-quota",
  displayName: "Target groups per ECS service",
  quota: "ecs.targetGroupsPerService",
  remediation: "Register the service with fewer target groups.",
  count: countEach(
    "target groups of ECS service",
    "ecsService",
    (graph, service) => targetGroupsOf(graph, service).references.length,
  ),
});
