import { ofKind } from "../graph/graph";
import { subnetsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const subnetsPerVpcLinkV2Quota = quotaRule({
  id: "subnets-per-vpc-link-v2-quota",
  displayName: "Subnets per V2 VPC link",
  quota: "apigateway.subnetsPerVpcLinkV2",
  scope: "resource",
  remediation:
    "Use one subnet per Availability Zone, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    ofKind(graph, "vpcLinkV2").map((at) => {
      const { references, exact } = subnetsOf(graph, at);
      const what = `subnets of V2 VPC link ${at.name}`;
      // A list from awsx is one unknown value that depends on all subnets; its content is known with the ids.
      return exact
        ? { at, used: references.length, what }
        : { at, used: 0, what, uncertain: `which subnets V2 VPC link ${at.name} uses` };
    }),
});
