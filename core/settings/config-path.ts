import type { Settings } from "./settings";

/** `services[2].cpu (orders)`; without a key the entry itself. */
export function serviceAt(settings: Settings, name: string, key?: string): string {
  const index = settings.services.findIndex((service) => service.name === name);
  return `services[${index}]${key === undefined ? "" : `.${key}`} (${name})`;
}

/** `groups[0].pins.port (web)`: placements of a group's ALB; of a service its own. */
export function ownerAt(settings: Settings, owner: string, key: string): string {
  if (settings.services.some(({ name }) => name === owner)) return serviceAt(settings, owner, key);
  const index = settings.groups.findIndex(({ name }) => name === owner);
  return `groups[${index < 0 ? settings.groups.length : index}].${key} (${owner})`;
}

/** `vpcs[0].cidr (sales)`; without a key the entry itself. */
export function vpcAt(settings: Settings, name: string, key?: string): string {
  const index = settings.vpcs.findIndex((vpc) => vpc.name === name);
  return `vpcs[${index}]${key === undefined ? "" : `.${key}`} (${name})`;
}

/** Entries that share a key with an earlier one, each with that earlier one. */
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
