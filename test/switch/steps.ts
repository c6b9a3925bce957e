import type { Option } from "../../core/settings/settings";

/** An ordered pair of options: the one that serves first, and the one that requests move to. */
export type Pair = readonly [from: Option, to: Option];

/** What the stack file says about its topologies. */
export interface Topologies {
  readonly option: Option;
  /** Undefined if no topology stands by. */
  readonly standby: Option | undefined;
}

/** State of a stack between two updates. */
export type State = "S0" | "S1" | "S2" | "S3";

/** One update of a switch. */
export interface Step {
  /** As results name it; unique. */
  readonly name: string;
  /** The step after which it starts; undefined for a new stack in S0. */
  readonly after: string | undefined;
  readonly from: State;
  readonly to: State;
  /** Whether the API mapping leads to the other API afterwards. */
  readonly moves: boolean;
  /** The step that ends in the same state, or the option of a new stack that is in the same state. */
  readonly equals?: string | ((pair: Pair) => Option);
}

const states: Readonly<Record<State, (pair: Pair) => Topologies>> = {
  S0: ([from]) => ({ option: from, standby: undefined }),
  S1: ([from, to]) => ({ option: from, standby: to }),
  S2: ([from, to]) => ({ option: to, standby: from }),
  S3: ([, to]) => ({ option: to, standby: undefined }),
};

/** What the stack file of a pair says in a state. */
export const topologiesIn = (state: State, pair: Pair): Topologies => states[state](pair);

const fresh = { ofOld: ([from]: Pair) => from, ofNew: ([, to]: Pair) => to };

/**
 * The updates of a pair, each after one that stands before it. S1 to S2 is made again after it was taken back; S3 follows
 * on both ways to S2.
 */
export const steps: readonly Step[] = [
  { name: "S0-S1", after: undefined, from: "S0", to: "S1", moves: false },
  { name: "S1-S0", after: "S0-S1", from: "S1", to: "S0", moves: false, equals: fresh.ofOld },
  { name: "S1-S2", after: "S0-S1", from: "S1", to: "S2", moves: true },
  { name: "S2-S1", after: "S1-S2", from: "S2", to: "S1", moves: true, equals: "S0-S1" },
  { name: "S1-S2 again", after: "S2-S1", from: "S1", to: "S2", moves: true, equals: "S1-S2" },
  { name: "S0-S2", after: undefined, from: "S0", to: "S2", moves: true, equals: "S1-S2" },
  { name: "S2-S3 after S0-S2", after: "S0-S2", from: "S2", to: "S3", moves: false, equals: fresh.ofNew },
  { name: "S2-S3", after: "S1-S2 again", from: "S2", to: "S3", moves: false, equals: fresh.ofNew },
];

/** Whether nothing but the mapping may change: both topologies exist before and after. */
export const movesOnly = ({ from, to }: Pick<Step, "from" | "to">): boolean =>
  [from, to].every((state) => state === "S1" || state === "S2");

/** The updates whose duration is written down, as short as they can be reached. */
export const timedSteps: readonly Step[] = steps
  .filter(({ name }) => ["S0-S1", "S1-S0", "S1-S2", "S2-S3"].includes(name))
  .map((step) => (step.name === "S2-S3" ? { ...step, after: "S1-S2" } : step));
