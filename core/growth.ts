import { planStack } from "./planner";
import { quotaAndAddressProblems } from "./quotas/problems";
import type { ServiceSettings, Settings } from "./settings/settings";

/** How many more services a stack takes, and what stops the next. */
export interface Growth {
  /** Services beyond those listed; `atLeast` if the search ended before a limit was met. */
  readonly more: number;
  readonly atLeast: boolean;
  readonly stoppedBy: string | undefined;
}

/** Where the search ends: more than any default quota allows. */
export const searchLimit = 2000;

/** Pins outside of every hash, so that a copy never collides with a service of the list. */
const firstPort = 60_001;
const firstPriority = 10;

/** Copy of a service under a new name, in the same VPC and group. */
function copy(service: ServiceSettings, index: number): ServiceSettings {
  const name = `copy-${index}`;
  const pins = { port: firstPort + index, priority: firstPriority + index };
  return { ...service, name, path: `/${name}`, pins };
}

/** The list with that many services: its first ones, or all and copies of those that run as tasks, in turn. */
export function sized(settings: Settings, count: number): Settings {
  const { services } = settings;
  if (count <= services.length) return { ...settings, services: services.slice(0, count) };
  const shapes = services.filter(({ runtime }) => runtime.kind === "task");
  const copies = Array.from({ length: count - services.length }, (_, index) => {
    const shape = shapes[index % shapes.length];
    return shape === undefined ? [] : [copy(shape, index + 1)];
  });
  return { ...settings, services: [...services, ...copies.flat()] };
}

/**
 * Largest number from `from` to `to` that nothing refuses, by doubling and halving: what refuses a list refuses a
 * longer one too.
 *
 * @returns `from` - 1 if even that is refused
 */
export function largest(refuses: (count: number) => string | undefined, from: number, to: number): number {
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
  return fits;
}

/** First thing that refuses the list with that many more services. */
function refusal(settings: Settings, more: number): string | undefined {
  const larger = sized(settings, settings.services.length + more);
  const { plan, problems } = planStack(larger);
  const [first] = [...problems, ...quotaAndAddressProblems(plan, larger)];
  return first === undefined ? undefined : `${first.where}: ${first.message}`;
}

/**
 * How many more services fit if the list grows in its present proportions: copies of the listed services in turn, each
 * of its shape, VPC and group, until AWS or a block refuses.
 */
export function moreServices(settings: Settings): Growth {
  if (settings.services.every(({ runtime }) => runtime.kind === "existing"))
    return { more: 0, atLeast: true, stoppedBy: undefined };
  const more = largest((count) => refusal(settings, count), 1, searchLimit);
  return more === searchLimit
    ? { more, atLeast: true, stoppedBy: undefined }
    : { more, atLeast: false, stoppedBy: refusal(settings, more + 1) };
}
