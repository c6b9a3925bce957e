import type { TopologyPlan } from "../load-balancing/load-balancing";
import { linkPerVpc } from "../load-balancing/vpc-links";
import { loadBalancingByPreference } from "../load-balancing/by-service-preference";
import type { Settings } from "../settings/settings";

/** Option 5: one VPC link V2 per VPC connects directly to the load balancers of its services. */
export const restDirect = (settings: Settings): TopologyPlan => ({
  ...loadBalancingByPreference(settings),
  ...linkPerVpc(settings),
});
