import { defaultPrivateLinkEnforcement } from "../graph/aws-defaults";
import { nlbsOf } from "../graph/apis";
import { ofKind } from "../graph/graph";
import type { Reference } from "../graph/references";
import type { Resource } from "../graph/resource";
import { readElements, readString } from "../graph/value";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

const property = "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic";

function judge(link: Resource, target: Reference): readonly Finding[] {
  if (target.kind !== "resource") {
    return [undetermined(link, `whether the NLB of V1 VPC link ${link.name} enforces its inbound rules`)];
  }
  const nlb = target.resource;
  const groups = readElements(nlb, "securityGroups");
  // An NLB without a security group has no inbound rules to enforce.
  if (groups.kind === "absent" || (groups.kind === "known" && groups.value.length === 0)) return [];
  const enforced = readString(nlb, property);
  if (enforced.kind === "unknown") return [undetermined(nlb, `the value of ${property}`)];
  if (enforced.kind === "known" && enforced.value === "off") return [];
  const state =
    enforced.kind === "known" ? `"${enforced.value}"` : `not set (default ${defaultPrivateLinkEnforcement})`;
  return [
    violation(
      nlb,
      `${property} of NLB ${nlb.name} is ${state}; its security group drops the traffic of V1 VPC link ${link.name}`,
    ),
  ];
}

/** The traffic of a V1 link comes from addresses that no security group rule can name. */
export const privatelinkEnforcementOff: Rule = {
  id: "privatelink-enforcement-off",
  displayName: "PrivateLink enforcement off behind V1 VPC links",
  description:
    "An NLB with a security group behind a V1 VPC link does not enforce inbound rules on PrivateLink traffic.",
  severity: "critical",
  enforcement: "mandatory",
  remediation: `Set ${property} to "off" on the Network Load Balancer.`,
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html",
  tags: ["wiring", "vpc-link-v1"],
  hop: "balancer",
  check: (graph) => {
    const links = ofKind(graph, "vpcLinkV1");
    if (links.length === 0) return notApplicable("the stack has no V1 VPC link");
    return links.flatMap((link) => nlbsOf(graph, link).references.flatMap((target) => judge(link, target)));
  },
};
