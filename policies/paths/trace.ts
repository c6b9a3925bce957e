import type { PackConfig } from "../config";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Hop } from "../hops";
import type { Rule } from "../rule";

/** What a trace looks things up in. */
export interface TraceContext {
  readonly graph: Graph;
  readonly config: PackConfig;
  /** Rules that may stop a request; those without a hop stop none. */
  readonly rules: readonly Rule[];
}

/** A station that a request passes. */
export interface Step {
  readonly hop: Hop;
  readonly urn: string;
  readonly name: string;
}

/** Where a request ends short of a service, and why. */
export interface Break extends Step {
  readonly wrong: string;
  readonly fix: string;
}

/** What would have to be known at a station. */
export interface Unknown extends Step {
  readonly needs: string;
}

/** An ECS service that answers, and the path that it sees; undefined where the path is not known yet. */
export interface Reached {
  readonly service: Resource;
  readonly path: string | undefined;
}

/** A request's way from some station on. */
export interface Trace {
  readonly steps: readonly Step[];
  /** None where the way is broken, or leads out of the stack. */
  readonly arrivals: readonly Reached[];
  readonly broken?: Break;
  readonly open: readonly Unknown[];
  /** What is taken for granted although AWS's sources disagree or nothing shows it. */
  readonly assumed: readonly string[];
}

const nowhere: Trace = { steps: [], arrivals: [], open: [], assumed: [] };

export const step = (hop: Hop, { urn, name }: Resource): Step => ({ hop, urn, name });

/** The way ends here. */
export const broken = (hop: Hop, at: Resource, wrong: string, fix: string): Trace => ({
  ...nowhere,
  broken: { ...step(hop, at), wrong, fix },
});

/** The way leads on where it cannot be seen. */
export const undetermined = (hop: Hop, at: Resource, needs: string): Trace => ({
  ...nowhere,
  open: [{ ...step(hop, at), needs }],
});

/** The request is answered. */
export const reached = (...arrivals: readonly Reached[]): Trace => ({ ...nowhere, arrivals });

/** A way with something more to know of it. */
export const withUnknown = (trace: Trace, ...open: readonly Unknown[]): Trace => ({
  ...trace,
  open: [...open, ...trace.open],
});

/** A way that holds under an assumption. */
export const assuming = (trace: Trace, ...assumed: readonly string[]): Trace => ({
  ...trace,
  assumed: [...assumed, ...trace.assumed],
});

/** A way with stations before it. */
export const prepend = (steps: readonly Step[], trace: Trace): Trace => ({
  ...trace,
  steps: [...steps, ...trace.steps],
});

const union = (traces: readonly Trace[]): Trace => ({
  steps: traces[0]?.steps ?? [],
  arrivals: traces.flatMap(({ arrivals }) => arrivals),
  open: traces.flatMap(({ open }) => open),
  assumed: traces.flatMap(({ assumed }) => assumed),
});

/** Requests are spread over all of these: each has to hold. */
export function everyOf(traces: readonly Trace[]): Trace {
  return traces.find(({ broken }) => broken !== undefined) ?? union(traces);
}

/**
 * Requests take one of these, and what tells which is hidden. Broken only if all are.
 *
 * @param hidden - what would have to be known
 */
export function oneOf(traces: readonly Trace[], hidden: Unknown): Trace {
  const [first] = traces;
  if (first === undefined || traces.length === 1) return first ?? nowhere;
  const sound = traces.filter(({ broken }) => broken === undefined);
  // Which of the ways is taken is not known, so the stations on them are not this request's.
  return sound.length === 0 ? first : { ...withUnknown(union(sound), hidden), steps: [] };
}
