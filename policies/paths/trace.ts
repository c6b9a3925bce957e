import type { PackConfig } from "../config";
import type { Graph } from "../graph/graph";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import type { Hop } from "../hops";
import type { Rule } from "../rule";

/** Input of a trace. */
export interface TraceContext {
  readonly graph: Graph;
  readonly config: PackConfig;
  /** Rules for single hops; rules without a hop do not affect a trace. */
  readonly rules: readonly Rule[];
}

/** A hop that a request passes. */
export interface Step {
  readonly hop: Hop;
  readonly urn: string;
  readonly name: string;
}

/** The hop at which a request path breaks, and why. */
export interface Break extends Step {
  readonly wrong: string;
  readonly fix: string;
}

/** A value at a hop that the trace needs. */
export interface Unknown extends Step {
  readonly needs: string;
}

/** An ECS service that a request reaches, and the path that it receives; undefined if the path is unknown. */
export interface Reached {
  readonly service: Resource;
  readonly path: string | undefined;
}

/** A request path from some hop on. */
export interface Trace {
  readonly steps: readonly Step[];
  /** Empty if the request path breaks or leaves the stack. */
  readonly arrivals: readonly Reached[];
  readonly broken?: Break;
  readonly open: readonly Unknown[];
  /** Assumptions where AWS's sources disagree or the stack shows nothing. */
  readonly assumed: readonly string[];
}

const empty: Trace = { steps: [], arrivals: [], open: [], assumed: [] };

export const step = (hop: Hop, { urn, name }: Resource): Step => ({ hop, urn: registeredUrn(urn), name });

/** The request path breaks at a hop. */
export const broken = (hop: Hop, at: Resource, wrong: string, fix: string): Trace => ({
  ...empty,
  broken: { ...step(hop, at), wrong, fix },
});

/** The request path continues, but the stack does not show where. */
export const undetermined = (hop: Hop, at: Resource, needs: string): Trace => ({
  ...empty,
  open: [{ ...step(hop, at), needs }],
});

/** The request reaches services, or is answered by a load balancer. */
export const reached = (...arrivals: readonly Reached[]): Trace => ({ ...empty, arrivals });

/** Adds values that the trace needs. */
export const withUnknown = (trace: Trace, ...open: readonly Unknown[]): Trace => ({
  ...trace,
  open: [...open, ...trace.open],
});

/** Adds assumptions. */
export const assuming = (trace: Trace, ...assumed: readonly string[]): Trace => ({
  ...trace,
  assumed: [...assumed, ...trace.assumed],
});

/** Adds hops before the trace. */
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

/** Requests are distributed among all traces: broken if one of them is. */
export function everyOf(traces: readonly Trace[]): Trace {
  return traces.find(({ broken }) => broken !== undefined) ?? union(traces);
}

/**
 * Requests take one of the traces, but which one is unknown: broken only if all are.
 *
 * @param unknown - the value that decides
 */
export function oneOf(traces: readonly Trace[], unknown: Unknown): Trace {
  const [first] = traces;
  if (first === undefined || traces.length === 1) return first ?? empty;
  const unbroken = traces.filter(({ broken }) => broken === undefined);
  // Which trace applies is unknown, so its hops are unknown too.
  return unbroken.length === 0 ? first : { ...withUnknown(union(unbroken), unknown), steps: [] };
}
