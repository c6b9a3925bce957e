import { resourceRule } from "../resource-rule";
import { balancersOf } from "../graph/forwarding";
import { targetTypeOf } from "../graph/health-checks";
import { resourcesIn } from "../graph/references";
import { requireSameVpc } from "../same-vpc";

export const balancerAndTargetGroupInOneVpc = resourceRule({
  id: "balancer-and-target-group-in-one-vpc",
  displayName: "Load balancer and target group in one VPC",
  description: "A target group is in the VPC of the load balancer that forwards to it.",
  severity: "critical",
  remediation: "Create the target group and its load balancer in the same VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "target group",
  kinds: ["targetGroup"],
  // A Lambda function is not in the VPC of the load balancer, and its target group has no VPC.
  about: (_, group) => targetTypeOf(group) !== "lambda",
  none: "the stack has no target group in a VPC",
  judge: (graph, group) => requireSameVpc(graph, group, resourcesIn(balancersOf(graph, group))),
});
