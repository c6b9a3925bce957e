import type { Decision } from "../core/decide";
import { decide } from "../core/decide";
import type { Raw } from "../core/records";
import { withOption } from "../core/settings/stack-standby";
import type { Configuration } from "./configuration";

/** What a program asked for, and what was decided about it. */
export interface Decided {
  readonly configuration: Configuration;
  readonly decision: Decision;
}

/** A tool that runs a program to learn what it deploys. */
export interface Observer {
  /** The option that the tool asks for, instead of that of the program. */
  readonly option?: number | undefined;
  /** Receives each decision before any resource is registered; an error that it throws ends the program. */
  readonly decided: (decided: Decided) => void;
}

/** Decides on a configuration, and adds the problems found when it was read. */
export function decideOn({ values, region, withheld, problems, notes = [] }: Configuration): Decision {
  const decision = decide(values, region, withheld);
  const all = [...problems, ...("problems" in decision ? decision.problems : [])];
  if (all.length > 0 || "problems" in decision) return { problems: all };
  return { ...decision, notes: [...decision.notes, ...notes] };
}

let current: Observer | undefined;

/** Values of a program, with what the observing tool asks for. */
export const observedValues = (values: Raw): Raw =>
  current?.option === undefined ? values : withOption(values, current.option);

/** Reports a decision to the observing tool, if there is one. */
export const announce = (decided: Decided): void => current?.decided(decided);

/** Runs `work` while a tool observes the decisions of the program. Only one tool can do so at a time. */
export async function observe<T>(observer: Observer, work: () => Promise<T>): Promise<T> {
  current = observer;
  try {
    return await work();
  } finally {
    current = undefined;
  }
}
