import type { TopologyPlan } from "../load-balancing/load-balancing";
import { linkPerVpc } from "../load-balancing/vpc-links";
import { loadBalancingByPreference } from "../load-balancing/by-service-preference";
import type { ServiceSettings, Settings } from "../settings/settings";
import { servingPlace, standbyPlace } from "../settings/places";

/** Option 1: one VPC link V2 per VPC connects to the load balancers of its services, or to Cloud Map services. */
export function httpFanOut(settings: Settings): TopologyPlan {
  const loadBalancing = loadBalancingByPreference(settings);
  const inCloudMap = (service: ServiceSettings) => servingPlace(service).balancer === "cloudMap";
  const standsBy = (service: ServiceSettings) => standbyPlace(service)?.balancer === "cloudMap";
  const endpointsOf = (services: readonly ServiceSettings[]) =>
    services.map(({ name }) => [name, { kind: "cloudMap", service: name }] as const);
  const { services } = settings;
  return {
    ...loadBalancing,
    ...linkPerVpc(settings),
    endpoints: new Map([...loadBalancing.endpoints, ...endpointsOf(services.filter(inCloudMap))]),
    standbyEndpoints: new Map([...loadBalancing.standbyEndpoints, ...endpointsOf(services.filter(standsBy))]),
    registered: services.filter((service) => inCloudMap(service) || standsBy(service)),
  };
}
