import { ended, rollBack } from "./circuit-breaker";
import type { MicroStep, ServiceState, Task, Weighting } from "./live-state";
import { finish } from "./rolling";
import type { Hook, HookAnswer, Move, Shift, Stage } from "./strategy";
import { nextStage } from "./strategy";
import type { StepContext } from "./task-steps";
import {
  cannotStart,
  change,
  drained,
  firstRevision,
  isHealthy,
  isUnhealthy,
  occupying,
  revisionOf,
  startTasks,
} from "./task-steps";

/** What a step of a shift needs to know beside its tasks. */
export interface ShiftContext extends StepContext {
  /** Whether an alarm of the service is in the state ALARM, and whether it then rolls back. */
  readonly alarms: { readonly isOn: boolean; readonly rollback: boolean };
  readonly answer: (hook: Hook) => HookAnswer;
  /** Where the requests move, by the weights as they are now; ECS's reason why it cannot move them. */
  readonly moves: () => readonly Move[] | string;
  /** Whether a target group gets requests of the service. */
  readonly isServing: (group: string) => boolean;
  /** Weight of a target group in a listener rule or listener; undefined if it is not named there. */
  readonly weight: (at: string, group: string) => number | undefined;
  /** Minutes that ECS adds to a stage that shifts requests. */
  readonly delayMinutes: number;
}

/** A service whose deployment shifts requests. */
export interface Shifting extends ServiceState {
  readonly deployment: ServiceState["deployment"] & { readonly shift: Shift };
}

export const isShifting = (state: ServiceState): state is Shifting => state.deployment.shift !== undefined;

export const withShift = (state: Shifting, change: Partial<Shift>): Shifting => ({
  ...state,
  deployment: { ...state.deployment, shift: { ...state.deployment.shift, ...change } },
});

/** The state at the next stage. */
export const left = (state: Shifting, change: Partial<Shift> = {}): Shifting =>
  withShift(state, { ...change, stage: nextStage({ ...state.deployment.shift, ...change }), asked: false });

const waited = (state: Shifting, minutes: number): Partial<Shift> => ({
  minutes: state.deployment.shift.minutes + minutes,
});

const nameOf = (arn: string) => arn.split("/").at(-2) ?? arn;

/** Weights of an action in which the target group of the new tasks has this share. */
const weighting = (at: string, { from, to }: Move, percent: number): Weighting => ({
  at,
  weights: { [from]: 100 - percent, [to]: percent },
});

/** Those of the weights that are not so yet. */
const differing = (weightings: readonly Weighting[], { weight }: ShiftContext): readonly Weighting[] =>
  weightings.filter(({ at, weights }) => Object.entries(weights).some(([group, share]) => weight(at, group) !== share));

/** Takes shifted requests back. */
export function takeBack(state: Shifting, moves: readonly Move[], context: ShiftContext): MicroStep | undefined {
  const back = moves.flatMap((move) =>
    [move.production, move.test].flatMap((at) => (at === undefined ? [] : [weighting(at, move, 0)])),
  );
  const weightings = differing(back, context);
  if (weightings.length === 0) return undefined;
  const what = `requests go back to ${[...new Set(moves.map(({ from }) => nameOf(from)))].join(", ")}`;
  return { state: withShift(state, waited(state, context.delayMinutes)), weightings, what };
}

/** Deregisters running tasks. */
export const dismiss = (state: Shifting, isDismissed: (task: Task) => boolean): MicroStep | undefined =>
  change(
    state,
    firstRevision(state, (task) => task.status === "RUNNING" && isDismissed(task)),
    drained,
    "deregistered",
  );

/** Starts tasks that a revision lacks, and then replaces those that are unhealthy. */
export function fill(state: Shifting, context: ShiftContext, revision: number): MicroStep | undefined {
  const own = occupying(state).filter((task) => task.revision === revision);
  const missing = state.desiredCount - own.filter((task) => !isUnhealthy(task)).length;
  if (missing <= 0) return dismiss(state, (task) => task.revision === revision && isUnhealthy(task));
  if (context.isUsable(revisionOf(state, revision))) return startTasks(state, context, revision, missing);
  return state.deployment.status === "ROLLBACK_IN_PROGRESS"
    ? ended(state, "ROLLBACK_FAILED", state.deployment.reason)
    : cannotStart(state, revision, missing);
}

/**
 * Ends what a deployment that was replaced has begun: requests go back to the last completed revision, and tasks of other
 * revisions that have no requests stop. Then it decides where the new tasks will be.
 */
function reconcile(state: Shifting, context: ShiftContext): MicroStep | undefined {
  const { shift, target } = state.deployment;
  if (shift.moves.length > 0) return undefined;
  const isStray = ({ revision, targets }: Task) =>
    revision !== target && revision !== state.completed && !Object.keys(targets).some(context.isServing);
  return takeBack(state, shift.undo, context) ?? dismiss(state, isStray) ?? place(state, context);
}

function place(state: Shifting, context: ShiftContext): MicroStep | undefined {
  const moves = context.moves();
  if (typeof moves === "string") return rollBack(state, moves);
  if (moves.length === 0) return undefined;
  const { target } = state.deployment;
  const placed = Object.fromEntries(moves.map(({ primary, to }) => [primary, to]));
  const revisions = state.revisions.map((one) => (one.number === target ? { ...one, placed } : one));
  const unnamed = moves.filter(({ production, to }) => context.weight(production, to) === undefined);
  return {
    state: { ...withShift(state, { moves }), revisions },
    // ECS attaches a target group that the action does not name; the shares stay as they are.
    weightings: unnamed.map(({ production, to }) => ({ at: production, weights: { [to]: 0 } })),
    what: `revision ${target} gets ${Object.values(placed).map(nameOf).join(", ")}`,
  };
}

function shiftTest(state: Shifting, { delayMinutes }: ShiftContext): MicroStep | undefined {
  const { moves } = state.deployment.shift;
  const tested = moves.flatMap((move) => (move.test === undefined ? [] : [weighting(move.test, move, 100)]));
  if (tested.length === 0 && delayMinutes === 0) return undefined;
  const what = tested.length === 0 ? `waited ${delayMinutes} minutes` : "test requests go to the new tasks";
  return { state: left(state, waited(state, delayMinutes)), weightings: tested, what };
}

function shiftProduction(state: Shifting, { delayMinutes }: ShiftContext): MicroStep | undefined {
  const { moves, steps, done } = state.deployment.shift;
  const step = steps[done];
  if (step === undefined) return undefined;
  return {
    state: left(state, { done: done + 1, ...waited(state, step.minutes + delayMinutes) }),
    weightings: moves.map((move) => weighting(move.production, move, step.percent)),
    what: `${step.percent} % of the requests go to revision ${state.deployment.target}`,
  };
}

/** Once it is over, nothing rolls back. */
function bake(state: Shifting): MicroStep {
  const { target, shift } = state.deployment;
  const baked = left({ ...state, completed: target }, waited(state, shift.bakeMinutes));
  return { state: baked, what: `baked for ${shift.bakeMinutes} minutes` };
}

/** Old tasks stop, and those above the desired count, which stay until then. */
function cleanUp(state: Shifting): MicroStep | undefined {
  const { target } = state.deployment;
  const kept = state.tasks.filter((task) => task.revision === target && isHealthy(task)).slice(0, state.desiredCount);
  return dismiss(state, (task) => !kept.includes(task)) ?? finish(state);
}

/** What a stage does beside its hooks; undefined once it is done. */
export const works: Partial<
  Readonly<Record<Stage, (state: Shifting, context: ShiftContext) => MicroStep | undefined>>
> = {
  RECONCILE_SERVICE: reconcile,
  SCALE_UP: (state, context) => fill(state, context, state.deployment.target),
  TEST_TRAFFIC_SHIFT: shiftTest,
  PRODUCTION_TRAFFIC_SHIFT: shiftProduction,
  BAKE_TIME: bake,
  CLEAN_UP: cleanUp,
};
