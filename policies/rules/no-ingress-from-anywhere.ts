import { resourceRule } from "../resource-rule";
import { isKind } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { known, readElements, readString, readStrings } from "../graph/value";
import { violation } from "../rule";
import type { Finding } from "../rule";

const anywhere = ["0.0.0.0/0", "::/0"];

/** CIDR blocks that a rule, separate or inline, allows; unknown ones are left out. */
function allowedBlocks(resource: Resource, at: string): readonly string[] {
  const lists = ["cidrBlocks", "ipv6CidrBlocks"].flatMap((key) => known(readStrings(resource, `${at}${key}`)) ?? []);
  return [...lists, ...["cidrIpv4", "cidrIpv6"].flatMap((key) => known(readString(resource, `${at}${key}`)) ?? [])];
}

function judge(resource: Resource): readonly Finding[] {
  if (isKind(resource, "securityGroupRule") && known(readString(resource, "type")) === "egress") return [];
  const entries = isKind(resource, "securityGroup")
    ? (known(readElements(resource, "ingress")) ?? []).map((at) => `${at}.`)
    : [""];
  const open = entries.flatMap((at) => allowedBlocks(resource, at)).filter((block) => anywhere.includes(block));
  return open.length === 0 ? [] : [violation(resource, `${resource.name} allows ingress from ${open.join(" and ")}`)];
}

export const noIngressFromAnywhere = resourceRule({
  id: "no-ingress-from-anywhere",
  displayName: "No ingress from anywhere",
  description: "No security group allows ingress from the whole internet; the API is the only entry point.",
  severity: "critical",
  remediation: "Allow the security group of the previous hop instead of 0.0.0.0/0 or ::/0.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  tags: ["safety", "security-group"],
  kinds: ["ingressRule", "securityGroupRule", "securityGroup"],
  none: "the stack has no security group rule",
  judge: (_, resource) => judge(resource),
});
