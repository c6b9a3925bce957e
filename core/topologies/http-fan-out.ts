import type { TopologyPlan } from "../load-balancing/load-balancing";
import { linkPerVpc } from "../load-balancing/vpc-links";
import { loadBalancingByPreference } from "../load-balancing/by-service-preference";
import type { Settings } from "../settings/settings";

/** Option 1: one VPC link V2 per VPC fans out to the balancers of its services, or to what Cloud Map lists. */
export function httpFanOut(settings: Settings): TopologyPlan {
  const front = loadBalancingByPreference(settings);
  const registered = settings.services.filter(({ balancer }) => balancer === "cloudMap");
  const listed = registered.map(({ name }) => [name, { kind: "cloudMap", service: name }] as const);
  return { ...front, ...linkPerVpc(settings), endpoints: new Map([...front.endpoints, ...listed]), registered };
}
