import { resourceRule } from "../resource-rule";
import { readBoolean } from "../graph/value";
import { undetermined, violation } from "../rule";

export const balancerIsInternal = resourceRule({
  id: "balancer-is-internal",
  displayName: "Balancers behind an API are internal",
  description: "A load balancer behind a VPC link has no addresses on the internet.",
  severity: "critical",
  remediation: "Set internal to true; the balancer is replaced.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
  tags: ["safety", "balancer"],
  hop: "balancer",
  kinds: ["loadBalancer"],
  none: "the stack has no load balancer",
  judge: (_, balancer) => {
    const internal = readBoolean(balancer, "internal");
    if (internal.kind === "unknown") return [undetermined(balancer, `whether ${balancer.name} is internal`)];
    if (internal.kind === "known" && internal.value) return [];
    return [
      violation(
        balancer,
        `load balancer ${balancer.name} is open to the internet, past the API`,
        "Set internal to true.",
      ),
    ];
  },
});
