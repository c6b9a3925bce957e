import { containerOf, swapped } from "../settings/places";
import type { LoadBalancing, BalancedService } from "./load-balancing";

/** A service behind load balancers of the stack in one of its places; `balancer` and `group` are those of the place. */
export interface PlacedService {
  readonly service: BalancedService;
  /** Whether requests arrive here; otherwise this is the standby. */
  readonly serves: boolean;
}

/** The services in all their places: one with a standby is in two. */
export const placed = (services: readonly BalancedService[]): readonly PlacedService[] =>
  services.flatMap((service) => [
    { service, serves: true },
    ...(service.standby === undefined ? [] : [{ service: swapped(service), serves: false }]),
  ]);

/** Services that share a load balancer: a service group, or a service alone. */
export interface SharedPlace {
  /** Name of the service group, or of the service. */
  readonly owner: string;
  readonly members: readonly PlacedService[];
}

/** Services that share a listener of a load balancer. */
export interface ListenerPlace {
  readonly owner: string;
  readonly members: readonly BalancedService[];
  /** Names of the members that serve requests elsewhere. */
  readonly standbys: ReadonlySet<string>;
}

/** Placed services by what they share; a service group has one load balancer of each type that its members ask for. */
export function sharedPlaces(
  all: readonly PlacedService[],
  typeOf: (service: BalancedService) => "alb" | "nlb",
): readonly SharedPlace[] {
  const found = new Map<string, SharedPlace>();
  for (const { service, serves } of all) {
    const owner = service.group ?? service.name;
    const key = `${typeOf(service)} ${owner}`;
    found.set(key, { owner, members: [...(found.get(key)?.members ?? []), { service, serves }] });
  }
  return [...found.values()];
}

/** The listeners of a place: one for containers that take HTTP, and one for those that take TLS. */
export const listenerPlaces = ({ owner, members }: SharedPlace): readonly ListenerPlace[] =>
  [false, true].flatMap((containerTls) => {
    const behind = members.filter(({ service }) => containerOf(service).containerTls === containerTls);
    const standbys = behind.filter(({ serves }) => !serves);
    return behind.length === 0
      ? []
      : [
          {
            owner,
            members: behind.map(({ service }) => service),
            standbys: new Set(standbys.map(({ service }) => service.name)),
          },
        ];
  });

const without = <T>(entries: ReadonlyMap<string, T>, names: ReadonlySet<string>): ReadonlyMap<string, T> =>
  new Map([...entries].filter(([name]) => !names.has(name)));

/** Load balancing of a place: requests for its standbys arrive elsewhere, so their endpoints are standby endpoints. */
export function withStandbys(loadBalancing: LoadBalancing, standbys: ReadonlySet<string>): LoadBalancing {
  if (standbys.size === 0) return loadBalancing;
  const { endpoints, strippedByRule } = loadBalancing;
  return {
    ...loadBalancing,
    endpoints: without(endpoints, standbys),
    strippedByRule: new Set([...strippedByRule].filter((name) => !standbys.has(name))),
    standbyEndpoints: new Map([...endpoints].filter(([name]) => standbys.has(name))),
  };
}
