import { groupBy, ofKind } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import { subnetsOf } from "../graph/vpcs";
import { zoneOf } from "../graph/zones";
import { quotaRule } from "../quota-rule";

/** Usage by other stacks counts in every zone, because the setting does not distinguish zones. */
export const natGatewaysPerZoneQuota = quotaRule({
  id: "nat-gateways-per-zone-quota",
  displayName: "NAT gateways per Availability Zone",
  quota: "vpc.natGatewaysPerZone",
  scope: "region",
  remediation:
    "Share NAT gateways, use VPC endpoints, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) => {
    const zoneOfGateway = (gateway: Parameters<typeof subnetsOf>[1]) =>
      resourcesIn(subnetsOf(graph, gateway).references).map(zoneOf)[0];
    const zones = groupBy(ofKind(graph, "natGateway"), zoneOfGateway);
    return [...zones].flatMap(([zone, gateways]) => {
      const at = gateways.at(-1);
      return at === undefined ? [] : [{ at, used: gateways.length, what: `NAT gateways in zone ${zone}` }];
    });
  },
});
