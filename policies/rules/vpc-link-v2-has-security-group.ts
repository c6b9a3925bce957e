import { resourceRule } from "../resource-rule";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import { securityGroupsOf } from "../graph/vpcs";
import { violation } from "../rule";

const usersOf = perGraph((graph) => {
  const users = [...ofKind(graph, "loadBalancer"), ...ofKind(graph, "ecsService")].flatMap((user) =>
    resourcesIn(securityGroupsOf(graph, user).references).map(({ urn }) => ({ user, group: urn })),
  );
  const byGroup = groupBy(users, ({ group }) => group);
  return new Map([...byGroup].map(([group, entries]) => [group, entries.map(({ user }) => user)]));
});

/** A link works with the default group of its VPC, and with a shared one, so this is advice. */
export const vpcLinkV2HasSecurityGroup = resourceRule({
  id: "vpc-link-v2-has-security-group",
  displayName: "V2 VPC links have their own security group",
  description:
    "A V2 VPC link has a security group that nothing else uses, because a link cannot be updated and only the rules of its group can change.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Create a separate security group for the VPC link.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html",
  tags: ["wiring", "vpc-link-v2"],
  kinds: ["vpcLinkV2"],
  none: "the stack has no V2 VPC link",
  judge: (graph, link) => {
    const groups = securityGroupsOf(graph, link);
    if (groups.exact && groups.references.length === 0) {
      return [violation(link, `V2 VPC link ${link.name} has no security group`)];
    }
    const sharing = groups.references
      .flatMap((group) => (group.kind === "resource" ? (usersOf(graph).get(group.resource.urn) ?? []) : []))
      .at(0);
    return sharing === undefined
      ? []
      : [violation(link, `V2 VPC link ${link.name} shares a security group with ${sharing.name}`)];
  },
});
