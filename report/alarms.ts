import type { AlarmNode, WatchedHop } from "../core/plan-operation";
import { heading, wrap } from "./wrap";
import type { Layout } from "./wrap";

/** Names of the hops that alarms watch, in the order of the request path. */
const hopWords: Readonly<Record<WatchedHop["kind"], string>> = {
  stage: "stage",
  loadBalancer: "load balancer",
  targetGroup: "target group",
  task: "tasks",
  account: "account",
};

const comparisons = { above: ">", atLeast: ">=", below: "<" } as const;

/** An alarm as a row of a list. */
export interface AlarmRow {
  /** Kind and name of the hop that it watches. */
  readonly hop: string;
  readonly name: string;
  /** When it is on: `failed requests in percent > 5 in 3 of 5 minutes`. */
  readonly condition: string;
  readonly description: string;
}

const secondsPerMinute = 60;

export function conditionOf({ metrics, label, comparison, threshold, periods, breaching }: AlarmNode): string {
  const [first] = metrics;
  const minutes = (first?.periodSeconds ?? secondsPerMinute) / secondsPerMinute;
  const value = label ?? `${first?.metric ?? ""} (${first?.statistic ?? ""})`;
  return `${value} ${comparisons[comparison]} ${threshold} in ${breaching * minutes} of ${periods * minutes} minutes`;
}

/** Alarms along the request path: those of the stage first. */
export function alarmRows(alarms: readonly AlarmNode[]): readonly AlarmRow[] {
  const kinds = Object.keys(hopWords);
  return [...alarms]
    .sort((a, b) => kinds.indexOf(a.hop.kind) - kinds.indexOf(b.hop.kind))
    .map((alarm) => ({
      hop: alarm.hop.kind === "account" ? hopWords.account : `${hopWords[alarm.hop.kind]} ${alarm.hop.name}`,
      name: alarm.name,
      condition: conditionOf(alarm),
      description: alarm.description,
    }));
}

/** Alarms of a stack for a terminal; empty if it has none. With details, each with its condition. */
export function alarmsText(alarms: readonly AlarmNode[], { width, details }: Layout): readonly string[] {
  if (alarms.length === 0) return [];
  const rows = alarmRows(alarms);
  const hops = [...new Set(rows.map(({ hop }) => hop))];
  const title = heading(`Alarms: ${alarms.length} on ${hops.length} hops`, width);
  if (!details) return [title];
  return [
    title,
    ...hops.flatMap((hop) => [
      wrap(hop, width, { first: "  ", rest: "    " }),
      ...rows
        .filter((row) => row.hop === hop)
        .map(({ name, condition }) => wrap(`${name}: ${condition}`, width, { first: "    ", rest: "      " })),
    ]),
  ];
}
