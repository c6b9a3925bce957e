import type { EndpointNode } from "./plan";
import { isConnected } from "./load-balancing/load-balancing";
import type { ServiceSettings, Settings } from "./settings/settings";

/** Zones of the private subnets of a VPC, in the order of the settings. */
const zonesOfVpc = ({ vpcs }: Settings, name: string): readonly string[] => {
  const vpc = vpcs.find((given) => given.name === name);
  return vpc === undefined ? [] : vpc.kind === "new" ? vpc.zones : vpc.subnets.map(({ zone }) => zone);
};

/** Zones in which the endpoint of a service has an address, in the order of its VPC; none of a service without endpoint. */
export function endpointZones(settings: Settings, { vpc, runtime }: ServiceSettings): readonly string[] {
  if (runtime.kind !== "endpoint") return [];
  const { zones } = runtime.endpoint;
  return zonesOfVpc(settings, vpc).filter((zone) => zones?.includes(zone) ?? true);
}

/** The interface endpoints of the services of other accounts. */
export const endpointsOf = (settings: Settings): readonly EndpointNode[] =>
  settings.services.filter(isConnected).map((service) => {
    const { name, vpc, runtime } = service;
    const { name: serviceName, port } = runtime.endpoint;
    return { name, vpc, serviceName, port, zones: endpointZones(settings, service) };
  });
