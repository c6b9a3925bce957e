import { resourceRule } from "../resource-rule";
import type { Resource } from "../graph/resource";
import { known, readElements, readString, readStrings } from "../graph/value";
import { violation } from "../rule";

/** Whether the only rule allows all egress: AWS adds it to new groups, and templates declare it. */
function isDefaultEgress(group: Resource, entries: readonly string[]): boolean {
  const [only] = entries;
  if (only === undefined || entries.length > 1) return false;
  const blocks = known(readStrings(group, `${only}.cidrBlocks`)) ?? [];
  return known(readString(group, `${only}.protocol`)) === "-1" && blocks.length === 1 && blocks[0] === "0.0.0.0/0";
}

/** Inline and separate rules overwrite each other, and two groups that refer to each other inline cannot be created. */
export const noInlineSecurityGroupRules = resourceRule({
  id: "no-inline-security-group-rules",
  displayName: "No inline security group rules",
  description:
    "Security groups have no inline rules except AWS's default egress rule, because inline and separate rules overwrite each other.",
  severity: "medium",
  remediation: "Declare each rule as a separate aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule.",
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
    return [violation(group, `security group ${group.name} has inline ${which} rules`)];
  },
});
