import { resourceRule } from "../resource-rule";
import { ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { securityGroupsOf } from "../graph/vpcs";
import { violation } from "../rule";

export const vpcLinkV2HasSecurityGroup = resourceRule({
  id: "vpc-link-v2-has-security-group",
  displayName: "V2 VPC links have their own security group",
  description:
    "A V2 VPC link has a security group that nothing else uses, because a link cannot be updated and only the rules of its group can change.",
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
    const own = new Set(groups.references.map(referenceKey));
    const sharing = [...ofKind(graph, "loadBalancer"), ...ofKind(graph, "ecsService")].find((other) =>
      securityGroupsOf(graph, other).references.some(
        (group) => group.kind === "resource" && own.has(referenceKey(group)),
      ),
    );
    return sharing === undefined
      ? []
      : [violation(link, `V2 VPC link ${link.name} shares a security group with ${sharing.name}`)];
  },
});
