import type { Account, Existing, Refusals } from "../existing";
import { alarms } from "./alarms";
import { authorization } from "./authorization";
import { certificates } from "./certificates";
import { compute } from "./compute";
import { domains } from "./domains";
import { functions } from "./functions";
import { endpointServices } from "./endpoint-services";
import { gateway } from "./gateway";
import { limits } from "./limits";
import { links } from "./links";
import { balancing } from "./load-balancing";
import { mappings } from "./mappings";
import { network } from "./network";
import { quotaRefusals } from "./quotas";
import { responses } from "./responses";
import { stages } from "./stages";
import { strategies } from "./strategies";
import { tls } from "./tls";

const tables: readonly Readonly<Record<string, Refusals>>[] = [
  quotaRefusals,
  network,
  endpointServices,
  balancing,
  compute,
  gateway,
  links,
  tls,
  certificates,
  domains,
  mappings,
  authorization,
  responses,
  limits,
  stages,
  strategies,
  alarms,
  functions,
];

/**
 * Rejects an operation that AWS rejects.
 *
 * @param account - the account without the resource
 * @param before - an updated resource before the update
 * @throws Error with AWS's own message
 */
export function refuse(operation: keyof Refusals, resource: Existing, account: Account, before?: Existing): void {
  for (const table of tables) {
    for (const refusal of table[resource.type]?.[operation] ?? []) {
      const message = refusal(resource, account, before);
      if (message !== undefined) throw new Error(message);
    }
  }
}
