import colours from "picocolors";
import { hopNames } from "../policies/hops";
import { decisive } from "./passes";
import type { Verdicts } from "./passes";
import type { ReportedFinding, Verdict } from "./result";
import { heading, wrap } from "./wrap";

/** The verdict on one destination of the tasks of a service. */
export type ReportedReach = NonNullable<Verdict["reaches"]>[number];

/** Why a verdict is not "proved", as a sentence; empty if it is. */
export function reachReason({ broken, open }: ReportedReach): string {
  if (broken !== undefined) return `breaks at ${hopNames[broken.hop]} ${broken.name}: ${broken.wrong}`;
  return open.length === 0 ? "" : `needs ${[...new Set(open.map(({ needs }) => needs))].join("; ")}`;
}

/** Whether a finding says what the list of destinations says. */
export const repeatsReaches = ({ kind, policy }: Pick<ReportedFinding, "kind" | "policy">): boolean =>
  kind === "undetermined" && policy === "every-reach-has-a-path";

const words: Readonly<Record<ReportedReach["verdict"], string>> = {
  proved: "proved",
  refuted: colours.red("broken"),
  undetermined: colours.yellow("undetermined"),
};

/** Verdicts on what the tasks of each service connect to; empty if no service names a destination. */
export function reachesText(result: Verdicts, width: number): readonly string[] {
  const { reaches = [] } = decisive(result);
  if (reaches.length === 0) return [];
  const proved = reaches.filter(({ verdict }) => verdict === "proved").length;
  return [
    heading(`Connections of tasks: ${proved} of ${reaches.length} proved`, width),
    ...reaches.map((reach) => {
      const reason = reachReason(reach);
      const line = `${reach.service} -> ${reach.to}  ${words[reach.verdict]}${reason === "" ? "" : `, ${reason}`}`;
      return wrap(line, width, { first: "  ", rest: "      " });
    }),
  ];
}
