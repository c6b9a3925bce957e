import type { GovernedPlace } from "./governed-places";

/** A deployment strategy of a service, as the outputs of a stack and the plan of its file name it; absent: rolling. */
export interface StrategyState {
  readonly strategy: string;
  readonly entering?: true;
  readonly leaving?: "both" | "primary";
  /** Whether ECS looks at its alarms; absent without alarms. */
  readonly alarms?: "on" | "off";
  /** Name of the primary target group. */
  readonly targetGroup?: string;
}

/** A service as it is deployed. */
export interface DeployedService {
  readonly state?: StrategyState;
  /** Listeners that its requests pass, as in `GovernedPlace`. */
  readonly listeners: readonly string[];
}

/** A service as the stack file asks for it. */
export interface AskedService {
  readonly state?: StrategyState;
  /** Where its strategy has its requests, by its present name and then by its former ones; none without a strategy. */
  readonly places: readonly GovernedPlace[];
}

/**
 * Kinds of steps of the strategy of a service.
 *
 * - `prepare`: what is in front of its tasks gets the second target group; the strategy begins with the next update.
 * - `enter`: from rolling to a strategy.
 * - `change`: to another strategy.
 * - `leave-both`, `leave-primary`, `left`: the three updates that leave a strategy.
 * - `stay`: back into the strategy during these.
 * - `skip`: an update is left out.
 * - `move`: what is in front of its tasks is created anew with the weights of the stack file, or has other target groups.
 * - `alarms`: its alarms are removed while ECS looks at them.
 */
export type StrategyKind =
  "prepare" | "enter" | "change" | "leave-both" | "leave-primary" | "left" | "stay" | "skip" | "move" | "alarms";

/** What an update does to the strategy of a service. */
export interface StrategyStep {
  readonly service: string;
  readonly kind: StrategyKind;
  readonly from?: StrategyState;
  readonly to?: StrategyState;
  /** Whether requests are lost. */
  readonly interrupts: boolean;
  /** What the stack file has to ask for first; set if the step skips one. */
  readonly first?: "entering" | "both" | "primary";
  /** What it has to ask for in the next update: no `entering`, the next value of `leaving`, or no `deployment` at all. */
  readonly next?: "strategy" | "primary" | "remove";
}

type Phase = "rolling" | "entering" | "strategy" | "both" | "primary";

function phaseOf(state: StrategyState | undefined): Phase {
  if (state === undefined || state.strategy === "rolling") return "rolling";
  return state.entering ? "entering" : (state.leaving ?? "strategy");
}

/**
 * Steps that lose no request, by the phase before and after. Those from `strategy` need all three updates: the tasks may
 * be in the alternate target group, where a rolling deployment does not register them. While the tasks are in both
 * groups, the rule of the load balancer still names the alternate one.
 */
const kinds: Readonly<Record<Phase, Readonly<Partial<Record<Phase, StrategyKind>>>>> = {
  rolling: { entering: "prepare", strategy: "enter", both: "enter", primary: "enter" },
  entering: { entering: "change", strategy: "enter", both: "enter", primary: "leave-primary", rolling: "left" },
  strategy: { strategy: "change", both: "leave-both" },
  both: { both: "change", strategy: "stay", primary: "leave-primary" },
  primary: { primary: "change", entering: "prepare", both: "stay", strategy: "stay", rolling: "left" },
};

const next: Readonly<Partial<Record<Phase, "strategy" | "primary" | "remove">>> = {
  entering: "strategy",
  both: "primary",
  primary: "remove",
};

/** Phases in which the alternate target group may have requests, or gets them. */
const shared: readonly Phase[] = ["strategy", "both"];

type Refused = Pick<StrategyStep, "kind" | "interrupts" | "first">;

/**
 * The update that is left out. AWS refuses tasks in a target group that no listener or rule has, and a strategy whose
 * listener or rule has only one of both; `ignoreChanges` keeps the action of a running service.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 */
function skipped(before: Phase, after: Phase, places: readonly GovernedPlace[]): Refused | undefined {
  if (before === after) return undefined;
  if (kinds[before][after] === undefined)
    return { kind: "skip", interrupts: true, first: before === "strategy" ? "both" : "primary" };
  return before === "rolling" && shared.includes(after) && places[0]?.lasts === true
    ? { kind: "skip", interrupts: false, first: "entering" }
    : undefined;
}

/**
 * Whether the update creates what is in front of the tasks anew, or gives it other target groups. A new listener or rule
 * begins with the declared weights, and the actions of an old one are kept: either leads to a target group without tasks.
 */
function isMoved(from: DeployedService, { state, places }: AskedService, all: ReadonlySet<string>): boolean {
  const [before, after] = [phaseOf(from.state), phaseOf(state)];
  const group = from.state?.targetGroup;
  if (after === "rolling") return false;
  if (group !== undefined && !places.some(({ targetGroup }) => targetGroup === group)) return true;
  const listeners = before === "rolling" ? new Set(from.listeners) : all;
  const isNew = !places.some(({ listener }) => listeners.has(listener));
  return isNew && (shared.includes(before) || shared.includes(after));
}

/** The reason for which an update is refused; undefined if it loses nothing. */
function refusedOf(from: DeployedService, to: AskedService, all: ReadonlySet<string>): Refused | undefined {
  const [before, after] = [phaseOf(from.state), phaseOf(to.state)];
  const isLost = isMoved(from, to, all);
  // A service that has moved enters a strategy by another way.
  const skip = before === "rolling" && isLost ? undefined : skipped(before, after, to.places);
  if (skip !== undefined) return skip;
  if (isLost) return { kind: "move", interrupts: true };
  const areRemoved = from.state?.alarms === "on" && to.state?.alarms === undefined;
  return areRemoved ? { kind: "alarms", interrupts: false } : undefined;
}

function acceptedOf(from: StrategyState | undefined, to: StrategyState | undefined) {
  const [before, after] = [phaseOf(from), phaseOf(to)];
  const kind = kinds[before][after];
  const isSame = before === after && (before === "rolling" || from?.strategy === to?.strategy);
  if (isSame || kind === undefined) return undefined;
  const following = next[after];
  return { kind, interrupts: false, ...(following === undefined ? {} : { next: following }) };
}

/**
 * Steps of the strategy of services that exist before and after an update. A new service has no tasks to lose, and one
 * that is removed loses its route too.
 *
 * @param deployed - by name of the service
 * @param asked - services of the stack file, by the name under which they are deployed
 * @param listeners - all listeners that are deployed
 */
export function strategySteps(
  deployed: ReadonlyMap<string, DeployedService>,
  asked: ReadonlyMap<string, AskedService>,
  listeners: ReadonlySet<string>,
): readonly StrategyStep[] {
  return [...asked].flatMap(([service, to]) => {
    const from = deployed.get(service);
    if (from === undefined) return [];
    const step = refusedOf(from, to, listeners) ?? acceptedOf(from.state, to.state);
    if (step === undefined) return [];
    const states = {
      ...(from.state === undefined ? {} : { from: from.state }),
      ...(to.state === undefined ? {} : { to: to.state }),
    };
    return [{ service, ...step, ...states }];
  });
}
