import type { CircuitBreaker } from "./circuit-breaker";
import { ended, fail, isBroken, isWatched, rolledBack } from "./circuit-breaker";
import { isActive } from "./live-state";
import type { MicroStep, ServiceRevision, ServiceState, Task, TargetHealth } from "./live-state";

/** What a step needs to know about the service and its account. */
export interface StepContext {
  /** Lower and upper number of tasks during a deployment. */
  readonly bounds: { readonly minimum: number; readonly maximum: number };
  readonly circuitBreaker: CircuitBreaker;
  /** Whether the containers of a new task start. */
  readonly starts: (revision: ServiceRevision) => boolean;
  /** Whether the task definition of the revision is ACTIVE. */
  readonly isUsable: (revision: ServiceRevision) => boolean;
  /** ARNs of the target groups and Cloud Map services that a task of the revision is registered in. */
  readonly registersIn: (revision: ServiceRevision) => readonly string[];
  /** Whether a target of a task passes its health check. */
  readonly isHealthy: (revision: ServiceRevision, target: string) => boolean;
  /** Whether requests are sent to a deregistered target of a task for longer than the task answers. */
  readonly outlivesTask: (revision: ServiceRevision, target: string) => boolean;
  /** ARN of a new task, by how many the service has started before. */
  readonly taskArn: (index: number) => string;
}

const healthOf = ({ targets }: Task) => Object.values(targets);
const isHealthy = (task: Task) => task.status === "RUNNING" && healthOf(task).every((health) => health === "healthy");
const isUnhealthy = (task: Task) => healthOf(task).includes("unhealthy");
const withHealth = (task: Task, health: (target: string) => Task["targets"][string]): Task["targets"] =>
  Object.fromEntries(Object.keys(task.targets).map((target) => [target, health(target)]));
const counted = (count: number, revision: number) =>
  `${count} ${count === 1 ? "task" : "tasks"} of revision ${revision}`;

/** The revision with this number. @throws Error if the state has none */
export function revisionOf({ revisions }: ServiceState, number: number): ServiceRevision {
  const revision = revisions.find((candidate) => candidate.number === number);
  if (revision === undefined) throw new Error(`revision ${number} of an ECS service is gone`);
  return revision;
}

/** Applies a change to the tasks that match; undefined if none does. */
function change(
  state: ServiceState,
  matches: (task: Task) => boolean,
  to: (task: Task) => Task | undefined,
  word: string,
): MicroStep | undefined {
  const changing = state.tasks.filter(matches);
  const [first] = changing;
  if (first === undefined) return undefined;
  const tasks = state.tasks.flatMap((task) => (changing.includes(task) ? (to(task) ?? []) : task));
  return { state: { ...state, tasks }, what: `${counted(changing.length, first.revision)} ${word}` };
}

const failed = (state: ServiceState, count: number): ServiceState => ({
  ...state,
  deployment: { ...state.deployment, failures: state.deployment.failures + count },
});

/** The tasks of one revision at a time, so that each step names one. */
function firstRevision(state: ServiceState, matches: (task: Task) => boolean): (task: Task) => boolean {
  const first = state.tasks.find(matches)?.revision;
  return (task) => matches(task) && task.revision === first;
}

function run(state: ServiceState, context: StepContext): MicroStep | undefined {
  const pending = firstRevision(state, ({ status }) => status === "PENDING");
  const [task] = state.tasks.filter(pending);
  if (task === undefined) return undefined;
  if (context.starts(revisionOf(state, task.revision)))
    return change(state, pending, (one) => ({ ...one, status: "ACTIVATING" }), "started");
  const stopped = change(state, pending, () => undefined, "failed to start");
  return stopped && { ...stopped, state: failed(stopped.state, state.tasks.filter(pending).length) };
}

function register(state: ServiceState, context: StepContext): MicroStep | undefined {
  const activating = firstRevision(state, ({ status }) => status === "ACTIVATING");
  const registered = (task: Task): Task => ({
    ...task,
    status: "RUNNING",
    targets: Object.fromEntries(
      context.registersIn(revisionOf(state, task.revision)).map((target) => [target, "initial" as const]),
    ),
  });
  return change(state, activating, registered, "registered");
}

function checkHealth(state: ServiceState, context: StepContext): MicroStep | undefined {
  const initial = firstRevision(state, (task) => healthOf(task).includes("initial"));
  const checked = (task: Task): Task => ({
    ...task,
    targets: withHealth(task, (target) =>
      context.isHealthy(revisionOf(state, task.revision), target) ? "healthy" : "unhealthy",
    ),
  });
  const [sample] = state.tasks.filter(initial);
  if (sample === undefined) return undefined;
  if (!isUnhealthy(checked(sample))) {
    const step = change(state, initial, checked, "became healthy");
    return step && { ...step, state: { ...step.state, deployment: { ...step.state.deployment, failures: 0 } } };
  }
  const step = change(state, initial, (task) => drained(checked(task)), "failed their health checks");
  return step && { ...step, state: failed(step.state, state.tasks.filter(initial).length) };
}

const withTargets = (task: Task, isKept: (target: string, health: TargetHealth) => boolean): Task["targets"] =>
  Object.fromEntries(Object.entries(task.targets).filter(([target, health]) => isKept(target, health)));

/** A target that was not healthy got no requests, and gets none while it drains. */
const drained = (task: Task): Task => ({
  ...task,
  status: "DEACTIVATING",
  targets: withHealth({ ...task, targets: withTargets(task, (_, health) => health === "healthy") }, () => "draining"),
});

function stop(state: ServiceState, context: StepContext): MicroStep | undefined {
  const draining = firstRevision(state, ({ status }) => status === "DEACTIVATING");
  const stopped = (task: Task): Task | undefined => {
    const targets = withTargets(task, (target) => context.outlivesTask(revisionOf(state, task.revision), target));
    return Object.keys(targets).length === 0 ? undefined : { ...task, status: "STOPPED", targets };
  };
  return change(state, draining, stopped, "stopped");
}

const forget = (state: ServiceState): MicroStep | undefined =>
  change(
    state,
    firstRevision(state, ({ status }) => status === "STOPPED"),
    () => undefined,
    "left the load balancers",
  );

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
  const { tasks, deployment, desiredCount } = state;
  const occupied = tasks.filter(({ status }) => status !== "DEACTIVATING" && status !== "STOPPED");
  const present = occupied.filter((task) => task.revision === deployment.target && !isUnhealthy(task)).length;
  const count = Math.min(desiredCount - present, context.bounds.maximum - occupied.length);
  if (count <= 0) return undefined;
  if (!context.isUsable(revisionOf(state, deployment.target))) {
    if (deployment.status === "ROLLBACK_IN_PROGRESS") return ended(state, "ROLLBACK_FAILED", rolledBack);
    return {
      state: failed(state, count),
      what: `${counted(count, deployment.target)} cannot start: the task definition is INACTIVE`,
    };
  }
  const started = Array.from({ length: count }, (_, index): Task => ({
    arn: context.taskArn(state.started + index),
    revision: deployment.target,
    status: "PENDING",
    targets: {},
  }));
  return {
    state: { ...state, tasks: [...tasks, ...started], started: state.started + count },
    what: `${counted(count, deployment.target)} starting`,
  };
}

/** The deployment has only healthy tasks of its target, as many as desired. */
function isSettled(state: ServiceState): boolean {
  const { tasks, deployment, desiredCount } = state;
  return tasks.length === desiredCount && tasks.every((task) => isHealthy(task) && task.revision === deployment.target);
}

function finish(state: ServiceState): MicroStep | undefined {
  if (!isSettled(state)) return undefined;
  const { deployment } = state;
  const back = deployment.status === "ROLLBACK_IN_PROGRESS";
  const step = ended(state, back ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL", back ? rolledBack : "");
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
  return (
    run(state, context) ??
    register(state, context) ??
    checkHealth(state, context) ??
    forget(state) ??
    stop(state, context) ??
    deregister(state, context) ??
    start(state, context) ??
    finish(state)
  );
}
