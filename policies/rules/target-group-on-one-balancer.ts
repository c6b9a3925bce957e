import { resourceRule } from "../resource-rule";
import { balancersOf, forwardersOf } from "../graph/forwarding";
import { referenceKey } from "../graph/references";
import { undetermined, violation } from "../rule";

export const targetGroupOnOneBalancer = resourceRule({
  id: "target-group-on-one-balancer",
  displayName: "Target groups on one load balancer",
  description: "The listeners and listener rules that forward to a target group belong to one load balancer.",
  remediation: "Create a target group for each load balancer; an ECS service can register with up to five.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  about: (graph, group) => forwardersOf(graph, group).length > 0,
  none: "no listener forwards to a target group in the stack",
  judge: (graph, group) => {
    const balancers = balancersOf(graph, group);
    const settled = balancers.filter((balancer) => referenceKey(balancer) !== undefined);
    if (settled.length > 1) {
      const names = settled.map((balancer) =>
        balancer.kind === "resource" ? balancer.resource.name : (referenceKey(balancer) ?? ""),
      );
      return [
        violation(group, `target group ${group.name} is used by ${settled.length} load balancers: ${names.join(", ")}`),
      ];
    }
    // One listener outside the stack has one load balancer. Several, or one beside a load balancer, may have two.
    return balancers.length > 1
      ? [undetermined(group, `the load balancers of the listeners of target group ${group.name}`)]
      : [];
  },
});
