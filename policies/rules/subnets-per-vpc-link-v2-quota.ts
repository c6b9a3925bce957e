import { ofKind } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import { subnetsOf } from "../graph/vpcs";
import { quotaRule } from "../quota-rule";

export const subnetsPerVpcLinkV2Quota = quotaRule({
  id: "subnets-per-vpc-link-v2-quota",
  displayName: "Subnets per V2 VPC link",
  quota: "apigateway.subnetsPerVpcLinkV2",
  remediation:
    "Use one subnet per Availability Zone, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    ofKind(graph, "vpcLinkV2").map((at) => {
      const { references, exact } = subnetsOf(graph, at);
      const what = `subnets of V2 VPC link ${at.name}`;
      if (exact) return { at, used: references.length, what };
      // An unknown list from a VPC of the stack has no more subnets than the VPC.
      const inStack = resourcesIn(references).length === references.length;
      const most = inStack ? references.length : Infinity;
      return { at, used: 0, what, open: { most, needs: `which subnets V2 VPC link ${at.name} uses` } };
    }),
});
