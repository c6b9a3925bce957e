import { reachedBy } from "../graph/apis";
import { isKind, ofKind, perGraph } from "../graph/graph";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const reached = perGraph((graph) => {
  const integrations = [...ofKind(graph, "httpIntegration"), ...ofKind(graph, "restIntegration")];
  const all = integrations.flatMap((integration) => reachedBy(graph, integration));
  return new Set(all.filter((resource) => isKind(resource, "loadBalancer")).map(({ urn }) => urn));
});

export const balancerTypeHasVpcLinks = resourceRule({
  id: "balancer-type-has-vpc-links",
  displayName: "VPC links reach an ALB or NLB",
  description: "A load balancer behind a VPC link is an Application or Network Load Balancer, not a gateway one.",
  severity: "critical",
  remediation: "Set loadBalancerType to application or network; this replaces the load balancer.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["wiring", "balancer"],
  hop: "balancer",
  kinds: ["loadBalancer"],
  about: (graph, balancer) => reached(graph).has(balancer.urn),
  none: "no VPC link reaches a load balancer in the stack",
  judge: (_, balancer) => {
    const type = readString(balancer, "loadBalancerType");
    if (type.kind === "unknown") return [undetermined(balancer, `the type of load balancer ${balancer.name}`)];
    if ((known(type) ?? "application") !== "gateway") return [];
    return [violation(balancer, `load balancer ${balancer.name} behind a VPC link is a Gateway Load Balancer`)];
  },
});
