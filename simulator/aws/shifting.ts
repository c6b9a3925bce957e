import { ended, fail, isBroken, isWatched, rollBack } from "./circuit-breaker";
import { isActive } from "./live-state";
import type { MicroStep, ServiceState } from "./live-state";
import { finish } from "./rolling";
import type { ShiftContext, Shifting } from "./shift-work";
import { dismiss, fill, isShifting, left, takeBack, withShift, works } from "./shift-work";
import type { Hook, HookAnswer, Stage } from "./strategy";
import { progress } from "./task-steps";

/** The words of the service's event; the status reason of a deployment that an alarm ended is not documented. */
const alarmDetected = "deployment failed: alarm detected.";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html */
function hookReason({ stage, lambda }: Hook, answer: HookAnswer): string {
  if (lambda === "") return `Service deployment rolled back because ${stage} pause hook timed out.`;
  const failed = `Service deployment rolled back because ${stage} lifecycle hook(s) failed.`;
  return answer === "exception"
    ? `${failed} ECS was unable to parse the response from ${lambda} due to HookStatus must not be null`
    : `${failed} Lifecycle hook target ${lambda} returned FAILED status.`;
}

/**
 * Hooks that the stage has to ask. RECONCILE_SERVICE is a stage only if there are several revisions before the new one.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
function openHooks({ deployment, tasks }: Shifting): readonly Hook[] {
  const { stage, asked, hooks } = deployment.shift;
  if (asked) return [];
  const earlier = new Set(
    tasks.filter(({ revision }) => revision !== deployment.target).map(({ revision }) => revision),
  );
  if (stage === "RECONCILE_SERVICE" && earlier.size < 2) return [];
  return hooks.filter((hook) => hook.stage === stage);
}

/** Whether a hook of the stage is not answered. */
const isWaiting = (state: Shifting, { answer }: ShiftContext): boolean =>
  openHooks(state).some((hook) => answer(hook) === "never");

function ask(state: Shifting, { answer }: ShiftContext): MicroStep | undefined {
  const hooks = openHooks(state);
  if (hooks.length === 0) return undefined;
  const failed = hooks.find((hook) => answer(hook) !== "SUCCEEDED");
  if (failed !== undefined) return rollBack(state, hookReason(failed, answer(failed)));
  return { state: withShift(state, { asked: true }), what: `hooks at ${state.deployment.shift.stage} succeeded` };
}

/** Stages before the new tasks run. */
const early: readonly Stage[] = ["RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP"];

/** Keeps both revisions at the desired count: the old one has requests, or may get them back. */
function keepTasks(state: Shifting, context: ShiftContext): MicroStep | undefined {
  const { completed, deployment, tasks } = state;
  const { target, shift } = deployment;
  const isOld = completed !== target && tasks.some(({ revision }) => revision === completed);
  const kept = completed !== undefined && isOld ? fill(state, context, completed) : undefined;
  return kept ?? (early.includes(shift.stage) ? undefined : fill(state, context, target));
}

function goOn(state: Shifting, context: ShiftContext): MicroStep | undefined {
  for (let at = state; ; at = left(at)) {
    const moving = progress(at, context) ?? keepTasks(at, context);
    if (moving !== undefined) return moving;
    if (isWaiting(at, context)) return undefined;
    const { stage } = at.deployment.shift;
    const step = ask(at, context) ?? works[stage]?.(at, context);
    if (step !== undefined || stage === "CLEAN_UP") return step;
  }
}

/** Requests go back first, then the new tasks stop. */
function goBack(state: Shifting, context: ShiftContext): MicroStep | undefined {
  const { target, shift } = state.deployment;
  return (
    takeBack(state, shift.moves.length > 0 ? shift.moves : shift.undo, context) ??
    progress(state, context) ??
    fill(state, context, target) ??
    dismiss(state, ({ revision }) => revision !== target) ??
    finish(state)
  );
}

/**
 * The next micro-step of a blue/green, linear or canary deployment: tasks of the new revision start in full number in the
 * target group that has no requests; requests move there; the old tasks stop after the bake time. A rollback takes the
 * requests back.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 *
 * @returns undefined if the deployment has ended, or waits for a hook
 */
export function nextShift(state: ServiceState, context: ShiftContext): MicroStep | undefined {
  if (!isShifting(state) || !isActive(state.deployment)) return undefined;
  const { circuitBreaker, alarms } = context;
  if (isBroken(state) && isWatched(state, circuitBreaker)) return fail(state, circuitBreaker);
  if (state.deployment.status === "ROLLBACK_IN_PROGRESS") return goBack(state, context);
  if (alarms.isOn && state.deployment.shift.stage !== "CLEAN_UP")
    return alarms.rollback ? rollBack(state, alarmDetected) : ended(state, "STOPPED", "");
  return goOn(state, context);
}

/** Whether nothing happens any more, though the deployment has not ended: failing tasks, or a hook without an answer. */
export const isStalledShift = (state: ServiceState, context: ShiftContext): boolean =>
  (isBroken(state) && !isWatched(state, context.circuitBreaker)) || nextShift(state, context) === undefined;
