import type { EndpointNode } from "./plan";
import { isConnected } from "./load-balancing/load-balancing";
import type { ServiceSettings, Settings } from "./settings/settings";
import { zonesOf } from "./settings/vpc-zones";

/** Zones in which the endpoint of a service has an address, in the order of its VPC; none of a service without endpoint. */
export function endpointZones({ vpcs }: Settings, { vpc, runtime }: ServiceSettings): readonly string[] {
  if (runtime.kind !== "endpoint") return [];
  const { zones } = runtime.endpoint;
  const all = vpcs.filter(({ name }) => name === vpc).flatMap(zonesOf);
  return all.filter((zone) => zones?.includes(zone) ?? true);
}

/** The interface endpoints of the services of other accounts. */
export const endpointsOf = (settings: Settings): readonly EndpointNode[] =>
  settings.services.filter(isConnected).map((service) => {
    const { name, vpc, runtime } = service;
    const { name: serviceName, port } = runtime.endpoint;
    return { name, vpc, serviceName, port, zones: endpointZones(settings, service) };
  });
