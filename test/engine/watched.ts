import assert from "node:assert/strict";
import type { AccountEvent } from "../../simulator/aws/account";
import { nameOf, typeOf } from "../../simulator/aws/account";
import { mappingsOf } from "../../simulator/aws/mappings";
import type { Settings } from "../../core/settings/settings";
import { probesOf } from "../traffic/probes";
import type { Workspace } from "../support/workspace";

/** What an update did to a domain. */
export interface Watched {
  /** The calls of the update, without the micro-steps of the ECS services. */
  readonly calls: readonly AccountEvent[];
  /** Calls and micro-steps after which the domain had no mapping. */
  readonly unmapped: readonly string[];
  /** Of each service that lost a request at the domain, the hops that decided about the lost requests, sorted. */
  readonly lost: Readonly<Record<string, readonly string[]>>;
}

const titleOf = ({ kind, urn, what }: AccountEvent) =>
  kind === "step" ? `${nameOf(urn)}: ${what}` : `${kind} of ${typeOf(urn)} ${nameOf(urn)}`;

/**
 * Does `work`, and after each call and each micro-step looks for the mapping of the domain and asks all routes there.
 *
 * @param settings - the services and the domain, which are the same before and after
 */
export async function watch(
  { aws: { account } }: Workspace,
  settings: Settings,
  work: () => Promise<unknown>,
): Promise<Watched> {
  const { domain } = settings;
  assert.ok(domain);
  const probes = probesOf(settings, settings, [{ host: domain.name, prefixes: [""], keys: {} }]);
  const calls: AccountEvent[] = [];
  const unmapped: string[] = [];
  const lost = new Map<string, Set<string>>();
  const end = account.observe((event) => {
    if (event.kind !== "step") calls.push(event);
    if (!mappingsOf(account).some(({ domainName }) => domainName === domain.name)) unmapped.push(titleOf(event));
    for (const { service, ask } of probes) {
      const { served, hop } = ask(account);
      if (!served) lost.set(service, (lost.get(service) ?? new Set<string>()).add(hop));
    }
  });
  try {
    await work();
  } finally {
    end();
  }
  const hopsOf = [...lost].sort().map(([service, hops]) => [service, [...hops].sort()] as const);
  return { calls, unmapped, lost: Object.fromEntries(hopsOf) };
}
