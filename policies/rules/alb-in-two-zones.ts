import { resourceRule } from "../resource-rule";
import { balancerType } from "../graph/load-balancers";
import { resourcesIn } from "../graph/references";
import { subnetsOf } from "../graph/vpcs";
import { zoneOf } from "../graph/zones";
import { undetermined, violation } from "../rule";

export const albInTwoZones = resourceRule({
  id: "alb-in-two-zones",
  displayName: "ALBs in two zones",
  description:
    "An Application Load Balancer has subnets in at least two Availability Zones; AWS makes none with fewer.",
  remediation: "Give the balancer one subnet in each of two or more zones.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
  tags: ["wiring", "balancer"],
  hop: "balancer",
  kinds: ["loadBalancer"],
  about: (_, balancer) => balancerType(balancer) === "application",
  none: "the stack has no Application Load Balancer",
  judge: (graph, balancer) => {
    const { references, exact } = subnetsOf(graph, balancer);
    const zones = resourcesIn(references).map(zoneOf);
    const distinct = new Set(zones.filter((zone) => zone !== undefined));
    const settled = zones.length === references.length && !zones.includes(undefined);
    // Two subnets in one zone are as good as one; of subnets outside the stack only the number is known.
    const most = settled ? distinct.size : exact ? references.length : Infinity;
    if (most < 2) {
      const where =
        settled && zones.length > 1 ? `in zone ${[...distinct].join("")} only` : `in ${references.length} subnets`;
      return [violation(balancer, `ALB ${balancer.name} stands ${where}`, "Give it subnets in two zones.")];
    }
    if (exact && settled) return [];
    return [
      undetermined(
        balancer,
        exact ? `the zones of ${balancer.name}'s subnets` : `which subnets ${balancer.name} names`,
      ),
    ];
  },
});
