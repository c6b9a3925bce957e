import type { OrderedCall } from "./call";

/** What can happen next: a call that waits for nothing more, or a micro-step of a deployment. */
export interface Choices {
  /** Positions in the log, ascending. */
  readonly calls: readonly number[];
  /** URNs of the ECS services whose deployments have micro-steps left. */
  readonly deployments: readonly string[];
  /** Those of them that calls wait for: the call of the service is not answered before they end. */
  readonly awaited: readonly string[];
}

/** What happens next. */
type Move = { readonly call: number } | { readonly stepOf: string };

/** An order for the calls and micro-steps of one update. */
export interface Schedule {
  /** `prompt`, `late`, or `seed 7`. */
  readonly name: string;
  /** How many calls and micro-steps later a change of API Gateway or of an NLB's targets takes effect. */
  readonly propagationSteps: number;
  /** A function that chooses each next move. It is called until nothing is left, and has at least one choice each time. */
  readonly start: (log: readonly OrderedCall[]) => (choices: Choices) => Move;
}

/** The calls in the order of the log; each takes effect at once, and each deployment ends at once. */
export const prompt: Schedule = {
  name: "prompt",
  propagationSteps: 0,
  start: () => (choices) => {
    const [service] = choices.deployments;
    return service === undefined ? { call: first(choices.calls) } : { stepOf: service };
  },
};

/**
 * Every call as late as its dependents allow: a call that n others follow one after the other is made before those that
 * fewer follow, and of equal ones the last in the log is made first. A deployment that a call waits for takes its
 * micro-steps right before that call; the others take theirs after the last call.
 */
export const late = (propagationSteps: number): Schedule => ({
  name: "late",
  propagationSteps,
  start: (log) => {
    const order = latestOrder(log);
    const made = new Set<number>();
    return ({ calls, deployments, awaited }) => {
      const next = order.find((position) => !made.has(position));
      if (next === undefined) return { stepOf: first(deployments) };
      if (calls.includes(next)) {
        made.add(next);
        return { call: next };
      }
      const earlier = log[next]?.after.map((position) => log[position]?.urn) ?? [];
      return { stepOf: first(awaited.filter((urn) => earlier.includes(urn))) };
    };
  },
});

/** A random order that the dependencies allow. A seed always gives the same one. */
export const seeded = (seed: number): Schedule => ({
  name: `seed ${String(seed)}`,
  propagationSteps: 0,
  start: () => {
    const random = randomNumbers(seed);
    // Some seeds finish deployments soon, others leave them behind.
    const stepProbability = random();
    const one = <T>(choices: readonly T[]) => first(choices.slice(Math.floor(random() * choices.length)));
    return ({ calls, deployments }) => {
      const steps = deployments.length > 0 && (calls.length === 0 || random() < stepProbability);
      return steps ? { stepOf: one(deployments) } : { call: one(calls) };
    };
  },
});

/** The schedules of a whole run: prompt, late and 50 seeds. */
export const allSchedules: readonly Schedule[] = [
  prompt,
  late(10),
  ...Array.from({ length: 50 }, (_, index) => seeded(index + 1)),
];

/** Positions by the length of the longest chain of calls that wait for them, longest first. */
function latestOrder(log: readonly OrderedCall[]): readonly number[] {
  const dependents = log.map((): number[] => []);
  for (const [position, { after }] of log.entries()) for (const earlier of after) dependents[earlier]?.push(position);
  const lengths = new Map<number, number>();
  const lengthOf = (position: number): number => {
    const known = lengths.get(position);
    if (known !== undefined) return known;
    const length = Math.max(0, ...(dependents[position] ?? []).map((other) => 1 + lengthOf(other)));
    lengths.set(position, length);
    return length;
  };
  return [...log.keys()].sort((left, right) => lengthOf(right) - lengthOf(left) || right - left);
}

/** Numbers from 0 to 1, always the same for a seed: mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @throws Error if there is none: the calls wait for each other, or for a call that is not in the log */
function first<T>(choices: readonly T[]): T {
  const [choice] = choices;
  if (choice === undefined) throw new Error("the calls of the log wait for each other");
  return choice;
}
