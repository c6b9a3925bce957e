/** A deployment strategy of a service, as the outputs of a stack and its file name it; absent: rolling. */
export interface StrategyState {
  readonly strategy: string;
  readonly leaving?: "both" | "primary";
}

/**
 * Kinds of steps of the strategy of a service.
 *
 * - `enter`: from rolling to a strategy.
 * - `change`: to another strategy.
 * - `leave-both`, `leave-primary`, `left`: the three updates that leave a strategy.
 * - `stay`: back into the strategy during these.
 * - `skip`: an update of the three is left out.
 */
export type StrategyKind = "enter" | "change" | "leave-both" | "leave-primary" | "left" | "stay" | "skip";

/** What an update does to the strategy of a service. */
export interface StrategyStep {
  readonly service: string;
  readonly kind: StrategyKind;
  readonly from?: StrategyState;
  readonly to?: StrategyState;
  /** Whether requests are lost. */
  readonly interrupts: boolean;
  /** What the stack file has to ask for first; set if the step skips one. */
  readonly first?: "both" | "primary";
  /** What it has to ask for in the next update: the next value of `leaving`, or no `deployment` at all. */
  readonly next?: "primary" | "remove";
}

type Phase = "rolling" | "strategy" | "both" | "primary";

const phaseOf = (state: StrategyState | undefined): Phase =>
  state === undefined || state.strategy === "rolling" ? "rolling" : (state.leaving ?? "strategy");

/**
 * Steps that lose no request, by the phase before and after. Those from `strategy` need all three updates: the tasks may
 * be in the alternate target group, where a rolling deployment does not register them. While the tasks are in both
 * groups, the rule of the load balancer still names the alternate one.
 */
const kinds: Readonly<Record<Phase, Readonly<Partial<Record<Phase, StrategyKind>>>>> = {
  rolling: { strategy: "enter", both: "enter", primary: "enter" },
  strategy: { strategy: "change", both: "leave-both" },
  both: { both: "change", strategy: "stay", primary: "leave-primary" },
  primary: { primary: "change", both: "stay", strategy: "stay", rolling: "left" },
};

const next: Readonly<Partial<Record<Phase, "primary" | "remove">>> = { both: "primary", primary: "remove" };

/** Which update comes first where one is skipped. */
const skipped = (before: Phase): "both" | "primary" => (before === "strategy" ? "both" : "primary");

function stepOf(service: string, from: StrategyState | undefined, to: StrategyState | undefined): StrategyStep {
  const [before, after] = [phaseOf(from), phaseOf(to)];
  const kind = kinds[before][after] ?? "skip";
  const following = next[after];
  return {
    service,
    kind,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    interrupts: kind === "skip",
    ...(kind === "skip" ? { first: skipped(before) } : {}),
    ...(kind === "skip" || following === undefined ? {} : { next: following }),
  };
}

type States = ReadonlyMap<string, StrategyState | undefined>;

const isSame = (from: StrategyState | undefined, to: StrategyState | undefined) =>
  phaseOf(from) === phaseOf(to) &&
  (phaseOf(from) === "rolling" || from?.strategy === to?.strategy) &&
  from?.leaving === to?.leaving;

/**
 * Steps of the strategies of services that exist before and after an update. A new service has no tasks to lose, and one
 * that is removed loses its route too.
 *
 * @param deployed - strategies by name of the service, of those that are deployed
 * @param asked - strategies of the services of the stack file, by the name under which they are deployed
 */
export function strategySteps(deployed: States, asked: States): readonly StrategyStep[] {
  return [...asked].flatMap(([service, to]) => {
    const from = deployed.get(service);
    return !deployed.has(service) || isSame(from, to) ? [] : [stepOf(service, from, to)];
  });
}
