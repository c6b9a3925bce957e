import { resourceRule } from "../resource-rule";
import { internalByDefault } from "../graph/aws-defaults";
import { isOnRequestPath } from "../graph/request-paths";
import { readBoolean } from "../graph/value";
import { undetermined, violation } from "../rule";

export const balancerIsInternal = resourceRule({
  id: "balancer-is-internal",
  displayName: "Load balancers behind an API are internal",
  description: "A load balancer behind a VPC link is internal, not internet-facing.",
  severity: "critical",
  remediation: "Set internal to true; this replaces the load balancer.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
  tags: ["safety", "balancer"],
  hop: "balancer",
  kinds: ["loadBalancer"],
  about: isOnRequestPath,
  none: "the stack has no load balancer behind a VPC link",
  judge: (_, balancer) => {
    const internal = readBoolean(balancer, "internal");
    if (internal.kind === "unknown")
      return [undetermined(balancer, `whether load balancer ${balancer.name} is internal`)];
    if (internal.kind === "absent" ? internalByDefault : internal.value) return [];
    return [
      violation(
        balancer,
        `load balancer ${balancer.name} is internet-facing: it has public addresses, at which only its security groups keep callers from bypassing the API`,
      ),
    ];
  },
});
