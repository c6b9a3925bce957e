import { countPerZone } from "../account-counting";
import { ofKind } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import { subnetsOf } from "../graph/vpcs";
import { zoneOf } from "../graph/zones";
import { quotaRule } from "../quota-rule";

/** Usage by other stacks counts in every zone, because the setting does not distinguish zones. */
export const natGatewaysPerZoneQuota = quotaRule({
  id: "nat-gateways-per-zone-quota",
  displayName: "NAT gateways per Availability Zone",
  quota: "vpc.natGatewaysPerZone",
  remediation:
    "Share NAT gateways, use VPC endpoints, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    countPerZone(
      graph,
      "NAT gateways",
      ofKind(graph, "natGateway").map((resource) => ({ resource, amount: 1 })),
      ({ resource }) => resourcesIn(subnetsOf(graph, resource).references).map(zoneOf)[0] ?? "",
    ),
});
