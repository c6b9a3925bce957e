import { resourceRule } from "../resource-rule";
import { balancersOf } from "../graph/forwarding";
import { resourcesIn } from "../graph/references";
import { besides } from "../same-vpc";

export const balancerAndTargetGroupInOneVpc = resourceRule({
  id: "balancer-and-target-group-in-one-vpc",
  displayName: "Balancer and target group in one VPC",
  description: "A target group lies in the VPC of the load balancer that forwards to it.",
  severity: "critical",
  remediation: "Put both into one VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "target group",
  kinds: ["targetGroup"],
  none: "the stack has no target group",
  judge: (graph, group) => besides(graph, group, resourcesIn(balancersOf(graph, group))),
});
