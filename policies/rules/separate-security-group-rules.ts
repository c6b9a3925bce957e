import { resourceRule } from "../resource-rule";
import { howToMove, inlineDirections, overwritingDirections } from "../inline-rules";
import { violation } from "../rule";

/** Two groups that refer to each other inline cannot be created, and a separate rule may be added later. */
export const separateSecurityGroupRules = resourceRule({
  id: "separate-security-group-rules",
  displayName: "Security group rules are separate resources",
  description:
    "Security groups have separate rules instead of inline rules, so that groups can refer to each other and each rule has its own id.",
  severity: "low",
  enforcement: "advisory",
  remediation: howToMove,
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  tags: ["safety", "security-group"],
  kinds: ["securityGroup"],
  none: "the stack has no security group",
  judge: (graph, group) => {
    const inline = overwritingDirections(graph, group).length > 0 ? [] : inlineDirections(graph, group);
    return inline.length === 0
      ? []
      : [violation(group, `security group ${group.name} has inline ${inline.join(" and ")} rules`)];
  },
});
