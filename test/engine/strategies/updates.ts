import assert from "node:assert/strict";
import { AwsAccount, nameOf, typeOf } from "../../../simulator/aws/account";
import { weightsOf } from "../../../simulator/aws/live-weights";
import type { ProviderCall } from "../../../simulator/aws/handlers";
import { replay } from "../../../simulator/schedules/replay";
import type { LostRequests } from "../../../simulator/schedules/probe";
import { late, prompt, seeded } from "../../../simulator/schedules/schedule";
import type { Schedule } from "../../../simulator/schedules/schedule";
import type { Entry } from "../../support/scenario";
import { articleVpcs, settingsOf } from "../../support/scenario";
import type { Workspace } from "../../support/workspace";
import { clientsOf } from "../../traffic/clients";
import { probesOf } from "../../traffic/probes";
import type { MadeUpdate } from "../../traffic/updates";
import { configure, update } from "../../traffic/updates";
import type { Signals } from "./signals";

const governedTypes = ["aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule"];
const groupType = "aws:lb/targetGroup:TargetGroup";

/** Orders of each update: changes at once, late, and a random one. `npm run test:traffic` has 50 of these. */
const schedules: readonly Schedule[] = [prompt, late(10), seeded(1)];

const configurationOf = (services: readonly Entry[]) => ({ option: 1, vpcs: articleVpcs.slice(0, 1), services });

/** Writes services into the stack file. */
export const write = (workspace: Workspace, services: readonly Entry[]): void => {
  configure(workspace, configurationOf(services));
};

/** Asks for all services after each call and micro-step of `work`. @returns what lost requests got */
export async function lostDuring(
  { aws: { account } }: Workspace,
  services: readonly Entry[],
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const settings = settingsOf(configurationOf(services));
  const probes = probesOf(settings, settings, clientsOf(settings, settings, account));
  const lost: string[] = [];
  const end = account.observe(({ kind, urn, what }) => {
    for (const { route, ask } of probes) {
      const { served, reason } = ask(account);
      if (!served) lost.push(`${route} after ${kind} of ${nameOf(urn)} ${what}: ${reason}`);
    }
  });
  try {
    await work();
  } finally {
    end();
  }
  return lost;
}

/** Changes the services of the stack, in the real engine. The update may fail. */
export async function change(
  workspace: Workspace,
  from: readonly Entry[],
  to: readonly Entry[],
  ...flags: readonly string[]
): Promise<MadeUpdate> {
  const [before, after] = [configurationOf(from), configurationOf(to)];
  configure(workspace, after);
  return update(workspace, { before: settingsOf(before), after: settingsOf(after) }, ...flags);
}

/** Makes the calls of an update again in other orders. @returns lost requests and refused calls, each with its order */
export function replayed(
  made: MadeUpdate,
  signals?: Signals,
): { readonly lost: string[]; readonly failures: string[] } {
  const [lost, failures]: [string[], string[]] = [[], []];
  for (const schedule of schedules) {
    const account = Object.assign(new AwsAccount(), made.surroundings);
    account.restore(made.from);
    const end = signals?.(account);
    const result = replay(account, made.log, schedule, probesOf(made.before, made.after, made.clients));
    end?.();
    assert.ok(result.asked > 0);
    const textOf = ({ route, after, reason }: LostRequests) => `${schedule.name}: ${route} after ${after}: ${reason}`;
    lost.push(...[...result.lost, ...result.assumed].map(textOf));
    failures.push(...result.failures.map((text) => `${schedule.name}: ${text}`));
  }
  return { lost, failures };
}

/** Updates among calls that send an action with several target groups. */
export const sentWeights = (calls: readonly ProviderCall[]): readonly string[] =>
  calls
    .filter(({ operation, urn, sent = [] }) => {
      const sends = sent.includes("actions") || sent.includes("defaultActions");
      return operation === "update" && governedTypes.includes(typeOf(urn)) && sends;
    })
    .map(({ urn }) => nameOf(urn))
    .sort();

/** Target group that has requests, by listener rule or listener with two of them; several while requests move. */
export function serving({ aws: { account } }: Workspace): ReadonlyMap<string, string> {
  const named = (arn: string) => nameOf(account.where(groupType, "arn", arn)[0]?.urn ?? "");
  const governed = account.of(...governedTypes).map((one) => [nameOf(one.urn), weightsOf(one)] as const);
  return new Map(
    governed
      .filter(([, weights]) => Object.keys(weights).length > 1)
      .map(([name, weights]) => {
        const groups = Object.keys(weights).filter((arn) => Number(weights[arn]) > 0);
        return [name, groups.map(named).sort().join(" and ")];
      }),
  );
}

/** How many of the governed rules and listeners have requests in the alternate, the primary, or both target groups. */
export function places(workspace: Workspace): Readonly<Record<"alternate" | "primary" | "both", number>> {
  const found = [...serving(workspace).values()];
  const both = found.filter((groups) => groups.includes(" and ")).length;
  const alternate = found.filter((groups) => !groups.includes(" and ") && groups.endsWith("-alt")).length;
  return { alternate, primary: found.length - both - alternate, both };
}
