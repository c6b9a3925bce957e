import { resourceRule } from "../resource-rule";
import { openIngress } from "../open-ingress";
import { isGroupOnRequestPath } from "../graph/request-paths";
import { undetermined, violation } from "../rule";

export const noIngressFromAnywhere = resourceRule({
  id: "no-ingress-from-anywhere",
  displayName: "No ingress from anywhere on a request path",
  description:
    "No security group of a VPC link, load balancer, task or VPC endpoint behind an API allows ingress from the whole internet; the API is the only entry point.",
  severity: "critical",
  remediation: "Allow the security group of the previous hop instead of 0.0.0.0/0 or ::/0.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  tags: ["safety", "security-group"],
  kinds: ["ingressRule", "securityGroupRule", "securityGroup"],
  none: "the stack has no security group rule",
  judge: (graph, resource) =>
    openIngress(graph, resource).flatMap(({ group, from, unread: [unread] }) => {
      if (group !== undefined && !isGroupOnRequestPath(graph, group)) return [];
      if (group === undefined && from !== "") {
        return [undetermined(resource, `the security group of ${resource.name}, which allows ingress from ${from}`)];
      }
      return from === ""
        ? [undetermined(resource, unread ?? "")]
        : [violation(resource, `${resource.name} allows ingress from ${from}`)];
    }),
});
