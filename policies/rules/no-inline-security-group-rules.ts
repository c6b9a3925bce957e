import { resourceRule } from "../resource-rule";
import { howToMove, overwritingDirections } from "../inline-rules";
import { violation } from "../rule";

/** The provider replaces the rules of a group that has inline rules by these, so separate rules are lost. */
export const noInlineSecurityGroupRules = resourceRule({
  id: "no-inline-security-group-rules",
  displayName: "No inline rules beside separate rules",
  description:
    "A security group with separate rules has no inline rules except AWS's default egress rule, because inline and separate rules overwrite each other.",
  severity: "medium",
  remediation: howToMove,
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  tags: ["safety", "security-group"],
  kinds: ["securityGroup"],
  none: "the stack has no security group",
  judge: (graph, group) => {
    const inline = overwritingDirections(graph, group);
    return inline.length === 0
      ? []
      : [violation(group, `security group ${group.name} has inline ${inline.join(" and ")} rules and separate rules`)];
  },
});
