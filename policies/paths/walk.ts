import type { Resource } from "../graph/resource";

/** Stations of a request, in the order in which it passes them. */
export const hops = [
  "stage",
  "route",
  "integration",
  "path",
  "link",
  "balancer",
  "listener",
  "rule",
  "target group",
  "discovery service",
  "security group",
  "service",
  "container",
  "task",
] as const;

export type Hop = (typeof hops)[number];

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
export interface Open extends Step {
  readonly needs: string;
}

/** An ECS service that answers, and the path that it sees; undefined where the path is not known yet. */
export interface Arrival {
  readonly service: Resource;
  readonly path: string | undefined;
}

/** A request's way from some station on. */
export interface Walk {
  readonly steps: readonly Step[];
  /** None where the way is broken, or leads out of the stack. */
  readonly arrivals: readonly Arrival[];
  readonly broken?: Break;
  readonly open: readonly Open[];
  /** What is taken for granted although AWS's sources disagree or nothing shows it. */
  readonly assumed: readonly string[];
}

const nowhere: Walk = { steps: [], arrivals: [], open: [], assumed: [] };

export const step = (hop: Hop, { urn, name }: Resource): Step => ({ hop, urn, name });

/** The way ends here. */
export const stop = (hop: Hop, at: Resource, wrong: string, fix: string): Walk => ({
  ...nowhere,
  broken: { ...step(hop, at), wrong, fix },
});

/** The way leads on where it cannot be seen. */
export const lost = (hop: Hop, at: Resource, needs: string): Walk => ({
  ...nowhere,
  open: [{ ...step(hop, at), needs }],
});

/** The request is answered. */
export const arrive = (...arrivals: readonly Arrival[]): Walk => ({ ...nowhere, arrivals });

/** A way with something more to know of it. */
export const unless = (walk: Walk, ...open: readonly Open[]): Walk => ({ ...walk, open: [...open, ...walk.open] });

/** A way that holds under an assumption. */
export const assuming = (walk: Walk, ...assumed: readonly string[]): Walk => ({
  ...walk,
  assumed: [...assumed, ...walk.assumed],
});

/** A way with stations before it. */
export const after = (steps: readonly Step[], walk: Walk): Walk => ({ ...walk, steps: [...steps, ...walk.steps] });

const union = (walks: readonly Walk[]): Walk => ({
  steps: walks[0]?.steps ?? [],
  arrivals: walks.flatMap(({ arrivals }) => arrivals),
  open: walks.flatMap(({ open }) => open),
  assumed: walks.flatMap(({ assumed }) => assumed),
});

/** Requests are spread over all of these: each has to hold. */
export function everyOf(walks: readonly Walk[]): Walk {
  return walks.find(({ broken }) => broken !== undefined) ?? union(walks);
}

/**
 * Requests take one of these, and what tells which is hidden. Broken only if all are.
 *
 * @param hidden - what would have to be known
 */
export function oneOf(walks: readonly Walk[], hidden: Open): Walk {
  const [first] = walks;
  if (first === undefined || walks.length === 1) return first ?? nowhere;
  const sound = walks.filter(({ broken }) => broken === undefined);
  // Which of the ways is taken is not known, so the stations on them are not this request's.
  return sound.length === 0 ? first : { ...unless(union(sound), hidden), steps: [] };
}
