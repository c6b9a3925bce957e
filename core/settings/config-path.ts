import type { Settings } from "./settings";

/** `[2]`, `.cpu`, or `["a b"]` for a key that is no plain word. */
function stepText(step: PropertyKey): string {
  if (typeof step === "number") return `[${step}]`;
  const key = String(step);
  return /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** A path in the configuration as text: `services[2].environment["A.B"]`. */
export const pathText = (path: readonly PropertyKey[]): string => path.map(stepText).join("").replace(/^\./, "");

/** `["services", 2, "cpu"]` as `services[2].cpu (orders)`. An index alone is hard to find in a long list. */
export function namedPath(path: readonly PropertyKey[], raw: unknown): string {
  const text = pathText(path);
  const [key, index] = path;
  const list = key === undefined ? undefined : (raw as Record<PropertyKey, unknown>)[key];
  const entry: unknown = Array.isArray(list) && typeof index === "number" ? list[index] : undefined;
  const name = typeof entry === "object" && entry !== null && "name" in entry ? entry.name : undefined;
  return text + (typeof name === "string" ? ` (${name})` : "");
}

/** The steps of a path in the configuration, without the name of its entry: the inverse of `pathText`. */
export function pathSteps(where: string): readonly (string | number)[] {
  const steps = where.replace(/ \([^()]*\)$/, "").matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, key = ""]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? String(JSON.parse(quoted)) : key,
  );
}

/** Path of a service's key, `services[2].cpu (orders)`; without a key, of the entry itself. */
export function serviceAt(settings: Settings, name: string, key?: string): string {
  const index = settings.services.findIndex((service) => service.name === name);
  return `services[${index}]${key === undefined ? "" : `.${key}`} (${name})`;
}

/** Path of a key of the service or group that owns a placement: `groups[0].pins.port (web)`. */
export function ownerAt(settings: Settings, owner: string, key: string): string {
  if (settings.services.some(({ name }) => name === owner)) return serviceAt(settings, owner, key);
  const index = settings.groups.findIndex(({ name }) => name === owner);
  return `groups[${index < 0 ? settings.groups.length : index}].${key} (${owner})`;
}

/** Path of a VPC's key, `vpcs[0].cidr (sales)`; without a key, of the entry itself. */
export function vpcAt(settings: Settings, name: string, key?: string): string {
  const index = settings.vpcs.findIndex((vpc) => vpc.name === name);
  return `vpcs[${index}]${key === undefined ? "" : `.${key}`} (${name})`;
}

/** Entries whose key repeats that of an earlier entry, each with the first such entry. */
export function repeats<T>(entries: readonly T[], key: (entry: T) => string | undefined): { first: T; again: T }[] {
  const seen = new Map<string, T>();
  return entries.flatMap((again) => {
    const id = key(again);
    if (id === undefined) return [];
    const first = seen.get(id);
    if (first !== undefined) return [{ first, again }];
    seen.set(id, again);
    return [];
  });
}
