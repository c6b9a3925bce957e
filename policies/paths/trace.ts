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

/** The connection by which a request comes to a hop. */
export interface Connection {
  /**
   * `verified`: TLS, and the caller verifies the certificate. `unverified`: TLS with any certificate. `passed`: the hop
   * passes TLS on to its targets. `none`: not encrypted.
   */
  readonly encryption: "verified" | "unverified" | "passed" | "none" | "unknown";
  /** Name that the caller verifies on the certificate. */
  readonly verifies?: string;
  /** Name or ARN of the certificate with that name. */
  readonly certificate?: string;
}

/** What a request must have to pass the access of a route. */
export interface Admission {
  /** `function`: what a Lambda function decides. */
  readonly authorization: "none" | "iam" | "token" | "function" | "unknown";
  /** Scopes of which the token must have one; empty if it needs none. Unknown ones are left out. */
  readonly scopes: readonly string[];
  readonly apiKey: boolean;
}

/** A hop that a request passes. */
export interface Step {
  readonly hop: Hop;
  readonly urn: string;
  readonly name: string;
  /** Only of the hop `access`. */
  readonly admits?: Admission;
  /** Absent where a hop is no other end of a connection. */
  readonly connection?: Connection;
}

/** The hop at which a request path breaks, and why. */
export interface Break extends Step {
  readonly wrong: string;
  readonly fix: string;
  /** The listener rule or default action, and an example path; only if requests of the route get different actions. */
  readonly via?: string;
}

/** A fixed response or redirect of a load balancer. */
export interface Answer extends Break {
  /** What decides whether clients get what they want; undefined if they do not. */
  readonly needs: string | undefined;
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

/** What happens to the requests that get one listener rule or default action. */
export interface Outcome {
  readonly listener: string;
  /** Name of the listener rule; null for the default action. */
  readonly rule: string | null;
  /** URN of the listener rule, or of the listener for its default action. */
  readonly urn: string;
  /** Path that a client requests, with the verb if it decides: `/orders/x` or `GET /orders/x`. */
  readonly example: string;
  /** `answered`: the load balancer itself answers, with a fixed response or a redirect. */
  readonly verdict: "reached" | "answered" | "broken" | "undetermined";
  readonly services: readonly string[];
  /** Hops from the listener rule or default action on. */
  readonly steps: readonly Step[];
  readonly broken?: Break;
}

/** A request path from some hop on. */
export interface Trace {
  readonly steps: readonly Step[];
  readonly arrivals: readonly Reached[];
  /** Answers of load balancers: the request path breaks there if no request of the route reaches a service. */
  readonly answers: readonly Answer[];
  /** Whether requests leave the stack at a point that the stack does not show, and so may reach a service. */
  readonly leaves: boolean;
  readonly broken?: Break;
  readonly open: readonly Unknown[];
  /** Assumptions where AWS's sources disagree or the stack shows nothing. */
  readonly assumed: readonly string[];
  /** By listener rule; empty if all requests get the same action. */
  readonly outcomes: readonly Outcome[];
}

const empty: Trace = { steps: [], arrivals: [], answers: [], leaves: false, open: [], assumed: [], outcomes: [] };

export const step = (hop: Hop, { urn, name }: Resource): Step => ({ hop, urn: registeredUrn(urn), name });

/** The request path breaks at a hop. */
export const broken = (hop: Hop, at: Resource, wrong: string, fix: string): Trace => ({
  ...empty,
  broken: { ...step(hop, at), wrong, fix },
});

/** A load balancer answers the request itself. */
export const answered = (hop: Hop, at: Resource, answer: Pick<Answer, "wrong" | "fix" | "needs">): Trace => ({
  ...empty,
  answers: [{ ...step(hop, at), ...answer }],
});

/** The request path continues, but the stack does not show where. */
export const undetermined = (hop: Hop, at: Resource, needs: string): Trace => ({
  ...empty,
  leaves: true,
  open: [{ ...step(hop, at), needs }],
});

/** The request reaches services. */
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

/** Says more of the first step of a hop; a trace that breaks before it has none. */
function withFirst(hop: Hop, more: Pick<Step, "connection" | "admits">, trace: Trace): Trace {
  const first = trace.steps.findIndex((each) => each.hop === hop);
  return { ...trace, steps: trace.steps.map((each, at) => (at === first ? { ...each, ...more } : each)) };
}

/** Says by which connection requests come to the first step of a hop. */
export const connectedBy = (hop: Hop, connection: Connection, trace: Trace): Trace =>
  withFirst(hop, { connection }, trace);

/** Says what a request must have at the access of a route. */
export const admitting = (admits: Admission, trace: Trace): Trace => withFirst("access", { admits }, trace);

/** Whether requests get nothing but answers of load balancers. */
export const isAnswered = ({ broken, arrivals, leaves, answers }: Trace) =>
  broken === undefined && arrivals.length === 0 && !leaves && answers.length > 0;

/** Where the request path breaks: at a fault, or at an error of a load balancer if no request reaches a service. */
export function breakOf(trace: Trace): Break | undefined {
  if (!isAnswered(trace)) return trace.broken;
  const error = trace.answers.findLast(({ needs }) => needs === undefined);
  if (error === undefined) return undefined;
  const { hop, urn, name, wrong, fix, via } = error;
  return { hop, urn, name, wrong, fix, ...(via === undefined ? {} : { via }) };
}

/** What the verdict on a trace needs: unknown values, and whether clients are content with answers of load balancers. */
export function unknownsOf(trace: Trace): readonly Unknown[] {
  if (!isAnswered(trace)) return trace.open;
  const answers = trace.answers.flatMap(({ hop, urn, name, needs }) =>
    needs === undefined ? [] : [{ hop, urn, name, needs }],
  );
  return [...trace.open, ...answers];
}

/** Names of the services that requests reach, each once. */
export const servicesIn = ({ arrivals }: Trace) => [...new Set(arrivals.map(({ service }) => service.name))];

const union = (traces: readonly Trace[]): Trace => ({
  steps: traces[0]?.steps ?? [],
  arrivals: traces.flatMap(({ arrivals }) => arrivals),
  answers: traces.flatMap(({ answers }) => answers),
  leaves: traces.some(({ leaves }) => leaves),
  open: traces.flatMap(({ open }) => open),
  assumed: traces.flatMap(({ assumed }) => assumed),
  outcomes: traces.flatMap(({ outcomes }) => outcomes),
});

/** Requests are distributed among all traces: broken if one of them is. */
export function everyOf(traces: readonly Trace[]): Trace {
  return traces.find(({ broken }) => broken !== undefined) ?? union(traces);
}

/** Whether the traces reach exactly the same services, so that it makes no difference which one applies. */
function areAlike(traces: readonly Trace[]): boolean {
  const reachedBy = traces.map((trace) => servicesIn(trace).sort().join("\n"));
  const arrive = traces.every((trace) => breakOf(trace) === undefined && !trace.leaves && trace.answers.length === 0);
  return arrive && new Set(reachedBy).size === 1;
}

/**
 * Requests take one of the traces, but which one is unknown: broken only if all are.
 *
 * @param unknown - the value that decides; not needed if all traces reach the same services
 */
export function oneOf(traces: readonly Trace[], unknown: Unknown): Trace {
  const [first] = traces;
  if (first === undefined || traces.length === 1) return first ?? empty;
  const unbroken = traces.filter(({ broken }) => broken === undefined);
  if (unbroken.length === 0) return first;
  const all = union(unbroken);
  // Which trace applies is unknown, so its hops are unknown too.
  return { ...(areAlike(traces) ? all : withUnknown(all, unknown)), steps: [] };
}

/** Some requests take each of the certain traces, and some may take a possible one instead. */
export function sharedBy(certain: readonly Trace[], possible: readonly Trace[], unknown: Unknown): Trace {
  const fault = certain.find(({ broken }) => broken !== undefined);
  if (fault !== undefined) return fault;
  if (possible.length > 0) return oneOf([...certain, ...possible], unknown);
  return certain.length === 1 ? union(certain) : { ...union(certain), steps: [] };
}
