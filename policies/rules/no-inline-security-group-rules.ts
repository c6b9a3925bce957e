import { resourceRule } from "../resource-rule";
import type { Resource } from "../graph/resource";
import { known, readElements, readString, readStrings } from "../graph/value";
import { violation } from "../rule";

/** Everything to everywhere: what AWS itself puts into a group, and what templates write out for it. */
function isDefaultEgress(group: Resource, entries: readonly string[]): boolean {
  const [only] = entries;
  if (only === undefined || entries.length > 1) return false;
  const blocks = known(readStrings(group, `${only}.cidrBlocks`)) ?? [];
  return known(readString(group, `${only}.protocol`)) === "-1" && blocks.length === 1 && blocks[0] === "0.0.0.0/0";
}

/** Inline and separate rules overwrite each other, and two groups that name each other inline cannot be made. */
export const noInlineSecurityGroupRules = resourceRule({
  id: "no-inline-security-group-rules",
  displayName: "No inline security group rules",
  description:
    "Security groups hold no rules of their own, but for AWS's default egress: inline and separate rules overwrite each other.",
  severity: "medium",
  remediation: "Make each rule a resource of its own, aws.vpc.SecurityGroupIngressRule or SecurityGroupEgressRule.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  tags: ["safety", "security-group"],
  kinds: ["securityGroup"],
  none: "the stack has no security group",
  judge: (_, group) => {
    const inline = (["ingress", "egress"] as const).filter((direction) => {
      const entries = known(readElements(group, direction)) ?? [];
      return entries.length > 0 && !(direction === "egress" && isDefaultEgress(group, entries));
    });
    if (inline.length === 0) return [];
    const which = inline.join(" and ");
    return [
      violation(
        group,
        `security group ${group.name} has inline ${which} rules`,
        "Move them into resources of their own.",
      ),
    ];
  },
});
