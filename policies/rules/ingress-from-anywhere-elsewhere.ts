import { resourceRule } from "../resource-rule";
import { openIngress } from "../open-ingress";
import { isGroupOnRequestPath } from "../graph/request-paths";
import { violation } from "../rule";

/** A public bastion or website may need it, so this is advice. */
export const ingressFromAnywhereElsewhere = resourceRule({
  id: "ingress-from-anywhere-elsewhere",
  displayName: "Ingress from anywhere outside request paths",
  description: "A security group that no request path of an API uses allows ingress from the whole internet.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Allow only the addresses or security groups that need it, or acknowledge the finding.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  tags: ["safety", "security-group"],
  kinds: ["ingressRule", "securityGroupRule", "securityGroup"],
  none: "the stack has no security group rule",
  judge: (graph, resource) =>
    openIngress(graph, resource)
      .filter(({ group, from }) => from !== "" && group !== undefined && !isGroupOnRequestPath(graph, group))
      .map(({ from }) => violation(resource, `${resource.name} allows ingress from ${from}`)),
});
