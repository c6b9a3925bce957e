import { ended, fail, isBroken, isWatched } from "./circuit-breaker";
import { isActive } from "./live-state";
import type { MicroStep, ServiceState, Task } from "./live-state";
import type { StepContext } from "./task-steps";
import {
  cannotStart,
  change,
  drained,
  firstRevision,
  isHealthy,
  isUnhealthy,
  occupying,
  progress,
  revisionOf,
  startTasks,
} from "./task-steps";

/** Tasks that the deployment removes: of other revisions, unhealthy, or more than desired. */
function surplusOf({ tasks, deployment, desiredCount }: ServiceState): readonly Task[] {
  const running = tasks.filter(({ status }) => status === "RUNNING");
  const kept = running.filter((task) => task.revision === deployment.target && !isUnhealthy(task));
  const unhealthyFirst = running
    .filter((task) => !kept.includes(task))
    .sort((left, right) => Number(isUnhealthy(right)) - Number(isUnhealthy(left)));
  return [...unhealthyFirst, ...kept.slice(desiredCount)];
}

function deregister(state: ServiceState, { bounds }: StepContext): MicroStep | undefined {
  const surplus = surplusOf(state);
  const stays = state.tasks.filter((task) => isHealthy(task) && !surplus.includes(task)).length;
  const removable = surplus.slice(0, Math.max(0, stays + surplus.length - bounds.minimum));
  return change(
    state,
    firstRevision(state, (task) => removable.includes(task)),
    drained,
    "deregistered",
  );
}

function start(state: ServiceState, context: StepContext): MicroStep | undefined {
  const { deployment, desiredCount } = state;
  const occupied = occupying(state);
  const present = occupied.filter((task) => task.revision === deployment.target && !isUnhealthy(task)).length;
  const count = Math.min(desiredCount - present, context.bounds.maximum - occupied.length);
  if (count <= 0) return undefined;
  if (!context.isUsable(revisionOf(state, deployment.target))) {
    if (deployment.status === "ROLLBACK_IN_PROGRESS") return ended(state, "ROLLBACK_FAILED", deployment.reason);
    return cannotStart(state, deployment.target, count);
  }
  return startTasks(state, context, deployment.target, count);
}

/** The deployment has only healthy tasks of its target, as many as desired. */
function isSettled(state: ServiceState): boolean {
  const { tasks, deployment, desiredCount } = state;
  return tasks.length === desiredCount && tasks.every((task) => isHealthy(task) && task.revision === deployment.target);
}

/** Ends a deployment whose tasks are as desired. */
export function finish(state: ServiceState): MicroStep | undefined {
  if (!isSettled(state)) return undefined;
  const { deployment } = state;
  const back = deployment.status === "ROLLBACK_IN_PROGRESS";
  const step = ended(state, back ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL", deployment.reason);
  return {
    ...step,
    state: {
      ...step.state,
      completed: deployment.target,
      revisions: state.revisions.filter(({ number }) => number === deployment.target),
    },
  };
}

/** Whether only the same failing tasks would start again, and nothing ends the deployment. */
export const isStalled = (state: ServiceState, context: StepContext): boolean =>
  isBroken(state) && !isWatched(state, context.circuitBreaker);

/**
 * The next micro-step of a rolling deployment: new tasks start, are registered and become healthy; old ones are
 * deregistered, drain and stop. Between `bounds.minimum` and `bounds.maximum` tasks run.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 *
 * @returns undefined if the deployment has ended, or can neither start nor stop a task
 */
export function nextStep(state: ServiceState, context: StepContext): MicroStep | undefined {
  if (!isActive(state.deployment)) return undefined;
  if (isBroken(state) && isWatched(state, context.circuitBreaker)) return fail(state, context.circuitBreaker);
  return progress(state, context) ?? deregister(state, context) ?? start(state, context) ?? finish(state);
}
