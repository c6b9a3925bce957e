import { groupBy, ofKind } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import { subnetsOf } from "../graph/vpcs";
import { zoneOf } from "../graph/zones";
import { quotaRule } from "../quota-rule";

/** What other stacks use counts for every zone, since the setting has no zones. */
export const natGatewaysPerZoneQuota = quotaRule({
  id: "nat-gateways-per-zone-quota",
  displayName: "NAT gateways per zone",
  quota: "vpc.natGatewaysPerZone",
  scope: "region",
  remediation: "Share NAT gateways, use VPC endpoints, or have AWS raise the quota and give it in the settings.",
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
