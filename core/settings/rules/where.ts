import type { Settings } from "../settings";

/** `services[2].cpu (orders)`; without a key the entry itself. */
export function serviceAt(settings: Settings, name: string, key?: string): string {
  const index = settings.services.findIndex((service) => service.name === name);
  return `services[${index}]${key === undefined ? "" : `.${key}`} (${name})`;
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
