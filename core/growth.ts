import { planStack } from "./planner";
import { refusals } from "./refusal";
import type { ServiceSettings, Settings } from "./settings/settings";

/** How many more services a stack takes, and what stops the next. */
export interface Growth {
  /** Services beyond those listed; `atLeast` if the search ended before a limit was met. */
  readonly more: number;
  readonly atLeast: boolean;
  readonly stoppedBy: string | undefined;
}

/** Where the search ends: more than any default quota allows. */
const searchLimit = 2000;

/** Pins outside of every hash, so that a copy never collides with a service of the list. */
const firstPort = 60_001;
const firstPriority = 10;

/** Copy of a service under a new name, in the same VPC and group. */
function copy(service: ServiceSettings, index: number): ServiceSettings {
  const name = `copy-${index}`;
  const pins = { port: firstPort + index, priority: firstPriority + index };
  return { ...service, name, path: `/${name}`, pins };
}

function grown(settings: Settings, more: number): Settings {
  const shapes = settings.services.filter(({ runtime }) => runtime.kind === "task");
  const copies = Array.from({ length: more }, (_, index) => {
    const shape = shapes[index % shapes.length];
    return shape === undefined ? [] : [copy(shape, index + 1)];
  });
  return { ...settings, services: [...settings.services, ...copies.flat()] };
}

/** First thing that refuses the list with that many more services. */
function refusal(settings: Settings, more: number): string | undefined {
  const larger = grown(settings, more);
  const { plan, problems } = planStack(larger);
  const [first] = [...problems, ...refusals(plan, larger)];
  return first === undefined ? undefined : `${first.where}: ${first.message}`;
}

/**
 * How many more services fit if the list grows in its present proportions: copies of the listed services in turn, each
 * of its shape, VPC and group, until AWS or a block refuses.
 */
export function moreServices(settings: Settings): Growth {
  if (settings.services.every(({ runtime }) => runtime.kind === "existing"))
    return { more: 0, atLeast: true, stoppedBy: undefined };
  let fits = 0;
  let beyond = 1;
  while (beyond <= searchLimit && refusal(settings, beyond) === undefined) {
    fits = beyond;
    beyond *= 2;
  }
  if (beyond > searchLimit) return { more: fits, atLeast: true, stoppedBy: undefined };
  while (beyond - fits > 1) {
    const middle = Math.floor((fits + beyond) / 2);
    if (refusal(settings, middle) === undefined) fits = middle;
    else beyond = middle;
  }
  return { more: fits, atLeast: false, stoppedBy: refusal(settings, beyond) };
}
