import { resourceRule } from "../resource-rule";
import { albsBehind } from "../graph/forwarding";
import { besides } from "../same-vpc";

export const nlbAndAlbTargetInOneVpc = resourceRule({
  id: "nlb-and-alb-target-in-one-vpc",
  displayName: "NLB and its ALB in one VPC",
  description: "An ALB that is a target lies in the VPC of its target group.",
  severity: "critical",
  remediation: "Put both into one VPC.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["same-vpc"],
  hop: "target group",
  kinds: ["targetGroup"],
  none: "the stack has no target group",
  judge: (graph, group) => besides(graph, group, albsBehind(graph, group)),
});
