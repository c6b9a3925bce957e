import { resourceRule } from "../resource-rule";
import { albsBehind } from "../graph/forwarding";
import { requireSameVpc } from "../same-vpc";

export const nlbAndAlbTargetInOneVpc = resourceRule({
  id: "nlb-and-alb-target-in-one-vpc",
  displayName: "NLB and ALB target in one VPC",
  description: "An ALB that is a target is in the VPC of its target group.",
  severity: "critical",
  remediation: "Create the ALB and the target group in the same VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "target group",
  kinds: ["targetGroup"],
  none: "the stack has no target group",
  judge: (graph, group) => requireSameVpc(graph, group, albsBehind(graph, group)),
});
