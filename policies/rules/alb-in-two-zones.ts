import { resourceRule } from "../resource-rule";
import { balancerType } from "../graph/load-balancers";
import { resourcesIn } from "../graph/references";
import { subnetsOf } from "../graph/vpcs";
import { zoneOf } from "../graph/zones";
import { undetermined, violation } from "../rule";

export const albInTwoZones = resourceRule({
  id: "alb-in-two-zones",
  displayName: "ALBs in two Availability Zones",
  description:
    "An Application Load Balancer has subnets in at least two Availability Zones; AWS rejects one with fewer.",
  remediation: "Give the load balancer one subnet in each of at least two Availability Zones.",
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
    // A zone by name and a zone by id may be the same.
    const notations = new Set([...distinct].map((zone) => /-az\d+$/.test(zone)));
    const settled = zones.length === references.length && !zones.includes(undefined) && notations.size < 2;
    // Several subnets in one zone count once. Of subnets outside the stack only the number is known.
    const most = settled ? distinct.size : exact ? references.length : Infinity;
    if (most < 2) {
      const few = references.length === 0 ? "no subnets" : "only one subnet";
      const zone = `subnets in only one Availability Zone (${[...distinct].join("")})`;
      const found = settled && zones.length > 1 ? zone : few;
      return [violation(balancer, `ALB ${balancer.name} has ${found}`)];
    }
    if (exact && settled) return [];
    return [
      undetermined(
        balancer,
        exact
          ? `the Availability Zones of the subnets of ALB ${balancer.name}`
          : `which subnets ALB ${balancer.name} uses`,
      ),
    ];
  },
});
