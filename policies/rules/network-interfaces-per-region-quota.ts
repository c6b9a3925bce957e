import { countPerRegion } from "../account-counting";
import { networkInterfaces } from "../graph/network-interfaces";
import { quotaRule } from "../quota-rule";

export const networkInterfacesPerRegionQuota = quotaRule({
  id: "network-interfaces-per-region-quota",
  displayName: "Network interfaces per Region",
  quota: "vpc.networkInterfacesPerRegion",
  remediation:
    "Run fewer tasks, share load balancers and endpoints, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    countPerRegion(
      graph,
      "network interfaces",
      networkInterfaces(graph).map(({ resource, count, most, needs }) => ({
        resource,
        amount: count,
        ...(most > count ? { open: { most, needs } } : {}),
      })),
    ),
});
