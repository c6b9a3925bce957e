import { resourceRule } from "../resource-rule";
import { balancersOf, forwardersOf } from "../graph/forwarding";
import { referenceKey } from "../graph/references";
import { undetermined, violation } from "../rule";

export const targetGroupOnOneBalancer = resourceRule({
  id: "target-group-on-one-balancer",
  displayName: "Target groups on one balancer",
  description: "The listeners and rules that forward to a target group belong to one load balancer.",
  remediation: "Make a target group for each load balancer; an ECS service can register in up to five.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  about: (graph, group) => forwardersOf(graph, group).length > 0,
  none: "no listener forwards to a target group of the stack",
  judge: (graph, group) => {
    const balancers = balancersOf(graph, group);
    const settled = balancers.filter((balancer) => referenceKey(balancer) !== undefined);
    if (settled.length > 1) {
      const names = settled.map((one) => (one.kind === "resource" ? one.resource.name : (referenceKey(one) ?? "")));
      return [
        violation(
          group,
          `target group ${group.name} stands behind ${settled.length} load balancers: ${names.join(", ")}`,
          "Make one target group for each of them.",
        ),
      ];
    }
    // One listener outside the stack is one balancer; several, or one beside a balancer of the stack, may be two.
    return balancers.length > 1 ? [undetermined(group, `the load balancers of ${group.name}'s listeners`)] : [];
  },
});
