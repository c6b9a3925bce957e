import { ofKind } from "../graph/graph";
import { subnetsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const subnetsPerVpcLinkV2Quota = quotaRule({
  id: "subnets-per-vpc-link-v2-quota",
  displayName: "Subnets per V2 VPC link",
  quota: "apigateway.subnetsPerVpcLinkV2",
  scope: "resource",
  remediation: "Give the link one subnet per zone, or have AWS raise the quota and give it in the settings.",
  count: (graph) =>
    ofKind(graph, "vpcLinkV2").map((at) => {
      const { references, exact } = subnetsOf(graph, at);
      const what = `subnets of V2 VPC link ${at.name}`;
      // Behind awsx the list is one unknown that depends on all subnets: which of them it holds comes with the ids.
      return exact
        ? { at, used: references.length, what }
        : { at, used: 0, what, uncertain: `which subnets ${at.name} names` };
    }),
});
