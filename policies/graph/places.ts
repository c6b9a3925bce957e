import { accountOf, sameAccount } from "./accounts";
import type { Account } from "./accounts";
import { groupBy, perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { known, read, readString } from "./value";

/** Account and Region of a resource. */
export interface Place {
  /** Equal for resources of one account and Region. */
  readonly key: string;
  /** Equal for resources of one account. */
  readonly accountKey: string;
  readonly account: Account;
  /** Undefined if the stack does not show it. */
  readonly region?: string;
  /** The Region is an unknown value of the resource itself, so two resources with this key may be in two Regions. */
  readonly perResource: boolean;
}

/** Providers that Pulumi creates from the configuration of the stack; several versions have one configuration. */
const isDefault = (urn: string) => /::default(_\d[^:]*)?$/.test(urn);

/** Key of the provider of a resource; resources without one use the default provider. */
const providerKey = ({ provider }: Resource) =>
  provider === undefined || isDefault(provider.urn) ? "default" : provider.urn;

const isAws = ({ type }: Resource) => /^aws(-native)?:/.test(type);

/** Region in the name of a zone (`us-east-1a`, `us-west-2-lax-1a`) or in an ARN. */
function regionInNames(resource: Resource): string | undefined {
  const zone = known(readString(resource, "availabilityZone")) ?? "";
  const [region] = /^[a-z]{2}(?:-(?:gov|iso[a-z]?))?-[a-z]+-\d+/.exec(zone) ?? [];
  const arn = known(readString(resource, "arn"))?.split(":")[3] ?? "";
  return region ?? (arn === "" ? undefined : arn);
}

interface ProviderPlace {
  readonly account: Account;
  readonly region?: string;
  /** Equal for providers of one account and Region. */
  readonly key: string;
  readonly accountKey: string;
}

/** Region of a provider: its argument, else, also if that is unknown, the one Region that its resources name. */
function regionOf(provider: Resource | undefined, resources: readonly Resource[]): string | undefined {
  const stated = provider === undefined ? undefined : read(provider, "region");
  if (stated?.kind === "known") return String(stated.value);
  const named = resources.filter((resource) => read(resource, "region").kind === "absent").map(regionInNames);
  const regions = new Set(named.filter((region) => region !== undefined));
  return regions.size === 1 ? [...regions][0] : undefined;
}

const providerPlaces = perGraph((graph) => {
  const places = new Map<string, ProviderPlace>();
  for (const [key, resources] of groupBy(graph.resources.filter(isAws), providerKey)) {
    const [first] = resources;
    if (first === undefined) continue;
    const account = accountOf(graph, first);
    const twin = [...places.values()].find((other) => sameAccount(other.account, account) === true);
    const accountKey = twin?.accountKey ?? key;
    const provider = first.provider?.resource;
    const region = regionOf(provider, resources);
    // Providers with the same credentials that state no Region take it from the same environment.
    const silent = provider !== undefined && read(provider, "region").kind === "absent";
    const place = `${accountKey} ${region ?? (silent ? "environment" : key)}`;
    places.set(key, { account, accountKey, key: place, ...(region === undefined ? {} : { region }) });
  }
  return places;
});

/** Account and Region of a resource: its own `region`, which provider 7 has, else that of its provider. */
export function placeOf(graph: Graph, resource: Resource): Place {
  const provider = providerPlaces(graph).get(providerKey(resource)) ?? { account: {}, key: "", accountKey: "" };
  const { account, accountKey } = provider;
  const own = readString(resource, "region");
  const common = { account, accountKey, perResource: false };
  if (own.kind === "known") return { ...common, key: `${accountKey} ${own.value}`, region: own.value };
  if (own.kind === "unknown") return { ...common, key: `${accountKey} unknown`, perResource: true };
  const region = provider.region === undefined ? {} : { region: provider.region };
  return { ...common, key: provider.key, ...region };
}

/**
 * Whether quotas count two places as one account, or undefined if the stack does not show it. Other credentials and
 * assumed roles count as another account, which is why a program has them.
 */
export function inSameAccount(left: Place, right: Place): boolean | undefined {
  if (left.accountKey === right.accountKey) return true;
  const [first, second] = [left.account, right.account];
  if (first.id !== undefined && second.id !== undefined) return first.id === second.id;
  return first.by === undefined || second.by === undefined ? undefined : first.by === second.by;
}

/** Whether two places are the same Region of any account, or undefined if the stack does not show it. */
export function inSameRegion(left: Place, right: Place): boolean | undefined {
  if (left.region !== undefined && right.region !== undefined) return left.region === right.region;
  return left.key === right.key && !left.perResource ? true : undefined;
}

/** Whether two places are the same account and Region, or undefined if the stack does not show it. */
export function isSamePlace(left: Place, right: Place): boolean | undefined {
  const parts = [inSameAccount(left, right), inSameRegion(left, right)];
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/**
 * Account and Region of the stack's default provider, which `usedElsewhere` is about: where no resource uses it, the
 * only place of the stack's providers. Undefined if the providers have several.
 */
export const defaultPlace = perGraph((graph): Place | undefined => {
  const places = providerPlaces(graph);
  const keys = new Set([...places.values()].map(({ key }) => key));
  const found = places.get("default") ?? (keys.size === 1 ? [...places.values()][0] : undefined);
  return found === undefined ? undefined : { ...found, perResource: false };
});
