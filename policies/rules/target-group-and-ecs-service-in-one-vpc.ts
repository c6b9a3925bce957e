import { resourceRule } from "../resource-rule";
import { targetGroupsOf } from "../graph/forwarding";
import { resourcesIn } from "../graph/references";
import { besides } from "../same-vpc";

export const targetGroupAndEcsServiceInOneVpc = resourceRule({
  id: "target-group-and-ecs-service-in-one-vpc",
  displayName: "Target group and ECS service in one VPC",
  description: "An ECS service registers in target groups of its own VPC.",
  severity: "critical",
  remediation: "Put both into one VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "service",
  kinds: ["ecsService"],
  none: "the stack has no ECS service",
  judge: (graph, service) => besides(graph, service, resourcesIn(targetGroupsOf(graph, service).references)),
});
