import type { Stated } from "../../support/stated-world";

/** A step in a stated world, and what it must find. */
export interface Case {
  readonly step: string;
  readonly when: string;
  readonly stated: Stated;
  readonly outcomes: Readonly<Record<string, string>>;
}

export const all = (outcome: string, ...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, outcome]));
/** The same stated world twice: as assumed, and as it would be otherwise. */
export const both = (step: string, good: Stated, bad: Stated, ...ids: readonly string[]): readonly Case[] => [
  { step, when: "as assumed", stated: good, outcomes: all("holds", ...ids) },
  { step, when: "otherwise", stated: bad, outcomes: all("does not hold", ...ids) },
];
