import { resourceRule } from "../resource-rule";
import { targetGroupsOf } from "../graph/forwarding";
import { resourcesIn } from "../graph/references";
import { requireSameVpc } from "../same-vpc";

export const targetGroupAndEcsServiceInOneVpc = resourceRule({
  id: "target-group-and-ecs-service-in-one-vpc",
  displayName: "Target group and ECS service in one VPC",
  description: "An ECS service registers with target groups in its own VPC.",
  severity: "critical",
  remediation: "Create the target group and the ECS service in the same VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "service",
  kinds: ["ecsService"],
  none: "the stack has no ECS service",
  judge: (graph, service) => requireSameVpc(graph, service, resourcesIn(targetGroupsOf(graph, service).references)),
});
