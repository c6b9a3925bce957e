import { balancerType } from "../graph/load-balancers";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

export const nlbHasSecurityGroup = resourceRule({
  id: "nlb-has-security-group",
  displayName: "Network Load Balancers have a security group",
  description: "A Network Load Balancer is created with a security group, because it cannot get one later.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Set securityGroups. Setting them on an existing NLB without any replaces the NLB.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
  tags: ["safety", "balancer", "security-group"],
  kinds: ["loadBalancer"],
  about: (_, balancer) => balancerType(balancer) === "network",
  none: "the stack has no Network Load Balancer",
  judge: (_, balancer) =>
    isSet(balancer, "securityGroups")
      ? []
      : [violation(balancer, `Network Load Balancer ${balancer.name} has no security group, and cannot get one later`)],
});
