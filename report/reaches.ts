import colours from "picocolors";
import { hopNames } from "../policies/hops";
import { decisive } from "./passes";
import type { Verdicts } from "./passes";
import type { ReportedFinding, Verdict } from "./result";
import { heading, wrap } from "./wrap";

/** The verdict on one destination of the tasks of a service. */
export type ReportedReach = NonNullable<Verdict["reaches"]>[number];

/** One destination with one verdict, and the services that connect to it. */
interface ReachRow extends Pick<ReportedReach, "to" | "verdict"> {
  readonly services: readonly string[];
  /** Why the verdict is not "proved"; empty if it is. */
  readonly reason: string;
}

/** Why a verdict is not "proved", as a sentence; empty if it is. */
function reachReason({ broken, open }: ReportedReach): string {
  if (broken !== undefined) return `breaks at ${hopNames[broken.hop]} ${broken.name}: ${broken.wrong}`;
  return open.length === 0 ? "" : `needs ${[...new Set(open.map(({ needs }) => needs))].join("; ")}`;
}

/** Destinations in the order of their first service; services with the same destination and verdict are one row. */
export function reachRows(reaches: readonly ReportedReach[]): readonly ReachRow[] {
  const rows = new Map<string, ReachRow>();
  for (const reach of reaches) {
    const { service, to, verdict } = reach;
    const reason = reachReason(reach);
    const key = [to, verdict, reason].join("\n");
    const services = [...(rows.get(key)?.services ?? []), service];
    rows.set(key, { services, to, verdict, reason });
  }
  return [...rows.values()];
}

/** Whether a finding says what the list of destinations says. */
export const repeatsReaches = ({ kind, policy }: Pick<ReportedFinding, "kind" | "policy">): boolean =>
  kind === "undetermined" && policy === "every-reach-has-a-path";

/** The word for each verdict on a destination. */
export const reachWords = { proved: "proved", refuted: "broken", undetermined: "undetermined" } as const;
const words: Readonly<Record<ReportedReach["verdict"], string>> = {
  proved: reachWords.proved,
  refuted: colours.red(reachWords.refuted),
  undetermined: colours.yellow(reachWords.undetermined),
};
const below = { first: "  ", rest: "      " };

const longest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));

/** Verdicts on what the tasks of each service connect to; empty if no service names a destination. */
export function reachesText(result: Verdicts, width: number): readonly string[] {
  const { reaches = [] } = decisive(result);
  if (reaches.length === 0) return [];
  const number = (wanted: ReportedReach["verdict"]) => reaches.filter(({ verdict }) => verdict === wanted).length;
  const others = (["refuted", "undetermined"] as const).flatMap((verdict) =>
    number(verdict) === 0 ? [] : `, ${number(verdict)} ${reachWords[verdict]}`,
  );
  const rows = reachRows(reaches).map((row) => ({ ...row, from: row.services.join(", ") }));
  const columns = [longest(rows.map(({ from }) => from)), longest(rows.map(({ to }) => to))] as const;
  return [
    heading(`Connections of tasks: ${number("proved")} of ${reaches.length} proved${others.join("")}`, width),
    ...rows.flatMap(({ from, to, verdict, reason }) => [
      wrap(`${from.padEnd(columns[0])} -> ${to.padEnd(columns[1])}  ${words[verdict]}`, width, below),
      ...(reason === "" ? [] : [wrap(reason, width, { first: "      ", rest: "      " })]),
    ]),
  ];
}
