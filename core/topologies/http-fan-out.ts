import type { TopologyPlan } from "../load-balancing/load-balancing";
import { linkPerVpc } from "../load-balancing/vpc-links";
import { loadBalancingByPreference } from "../load-balancing/by-service-preference";
import type { Settings } from "../settings/settings";

/** Option 1: one VPC link V2 per VPC connects to the load balancers of its services, or to Cloud Map services. */
export function httpFanOut(settings: Settings): TopologyPlan {
  const loadBalancing = loadBalancingByPreference(settings);
  const registered = settings.services.filter(({ balancer }) => balancer === "cloudMap");
  const cloudMapEndpoints = registered.map(({ name }) => [name, { kind: "cloudMap", service: name }] as const);
  return {
    ...loadBalancing,
    ...linkPerVpc(settings),
    endpoints: new Map([...loadBalancing.endpoints, ...cloudMapEndpoints]),
    registered,
  };
}
