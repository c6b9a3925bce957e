import { addressProblems } from "./addresses";
import { isBalanced } from "./load-balancing/load-balancing";
import { planStack } from "./planner";
import type { Problem } from "./problem";
import { firstExcess } from "./quotas/problems";
import { strategyOf } from "./strategies";
import type { ServiceSettings, Settings } from "./settings/settings";

/** How many more services fit into a stack, and the limit that stops the next one. */
export interface Growth {
  /** Services beyond those listed. `atLeast` means that the search ended before it reached a limit. */
  readonly more: number;
  readonly atLeast: boolean;
  readonly stoppedBy: string | undefined;
}

/** Upper bound of the search, in services: more than any default quota allows. */
export const searchLimit = 2000;

/** Pins outside the ranges of hashed ports and priorities, so that a copy never collides with a listed service. */
const firstPort = 60_001;
const firstTlsPort = firstPort + searchLimit;
const firstContainerTlsPort = 5001;
const firstPriority = 10;

/** A path below that of a service, below another path. */
const movedPath = (path: string, from: string, to: string) => `${to}${from === "/" ? path : path.slice(from.length)}`;

/**
 * A copy of a service with a new name and path, in the same VPC and group.
 *
 * @param prioritiesEach - priorities that each copy has for itself
 */
function copy(service: ServiceSettings, index: number, prioritiesEach: number): ServiceSettings {
  const name = `copy-${index}`;
  const pins = {
    port: firstPort + index,
    tlsPort: firstTlsPort + index,
    containerTlsPort: firstContainerTlsPort + index,
    priority: firstPriority + index * prioritiesEach,
  };
  const path = `/${name}`;
  const moved = (paths: readonly string[]) => paths.map((below) => movedPath(below, service.path, path));
  const [publicPaths, closedPaths] = [moved(service.publicPaths), moved(service.closedPaths)];
  return { ...service, name, formerly: [], path, publicPaths, closedPaths, pins, standby: undefined };
}

/**
 * The settings with `count` services: the first of the list, or all of them and copies of those behind load balancers of
 * the stack.
 */
export function sized(settings: Settings, count: number): Settings {
  const { services } = settings;
  if (count <= services.length) return { ...settings, services: services.slice(0, count) };
  const templates = services.filter(isBalanced);
  // A test rule comes right before that of its service.
  const prioritiesEach = services.some((service) => strategyOf(service)?.testHeader !== undefined) ? 2 : 1;
  const copies = Array.from({ length: count - services.length }, (_, index) => {
    const template = templates[index % templates.length];
    return template === undefined ? [] : [copy(template, index + 1, prioritiesEach)];
  });
  return { ...settings, services: [...services, ...copies.flat()] };
}

/** How far a list grows. */
export interface Largest {
  readonly count: number;
  /** Problem of one service more; undefined if the search ended before a limit was reached. */
  readonly stoppedBy: string | undefined;
}

/**
 * Largest count from `from` to `to` that is not refused, found by binary search: a limit that refuses a list also
 * refuses every longer list.
 *
 * @returns the count, `from` - 1 if `from` itself is refused
 */
export function largest(refuses: (count: number) => string | undefined, from: number, to: number): Largest {
  let fits = from - 1;
  let beyond = from;
  for (let step = 1; beyond <= to && refuses(beyond) === undefined; step *= 2) {
    fits = beyond;
    beyond = fits === to ? to + 1 : Math.min(to, fits + step);
  }
  while (beyond - fits > 1) {
    const middle = Math.floor((fits + beyond) / 2);
    if (refuses(middle) === undefined) fits = middle;
    else beyond = middle;
  }
  return { count: fits, stoppedBy: fits >= to ? undefined : refuses(fits + 1) };
}

const problemText = ({ where, message }: Problem) => `${where}: ${message}`;

/** First problem of the list with `more` additional services. */
function refusal(settings: Settings, more: number): string | undefined {
  const larger = sized(settings, settings.services.length + more);
  const { plan, problems } = planStack(larger);
  const [first] = problems;
  if (first !== undefined) return problemText(first);
  // Most of what uses the quota are copies, whose names are not in the stack file.
  const quota = firstExcess(plan, larger);
  if (quota !== undefined) return quota;
  const [full] = addressProblems(plan, larger);
  return full === undefined ? undefined : problemText(full);
}

/**
 * How many more services fit if the list grows in its present proportions: the listed services are copied in turn, each
 * with its size, VPC and group, until a quota or a subnet is full.
 */
export function moreServices(settings: Settings): Growth {
  if (!settings.services.some(isBalanced)) return { more: 0, atLeast: true, stoppedBy: undefined };
  const { count: more, stoppedBy } = largest((count) => refusal(settings, count), 1, searchLimit);
  return { more, atLeast: stoppedBy === undefined, stoppedBy };
}
