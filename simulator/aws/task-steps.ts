import type { CircuitBreaker } from "./circuit-breaker";
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
export const isHealthy = (task: Task) =>
  task.status === "RUNNING" && healthOf(task).every((health) => health === "healthy");
export const isUnhealthy = (task: Task) => healthOf(task).includes("unhealthy");
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
export function change(
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

/** The state after tasks failed. */
const failed = (state: ServiceState, count: number): ServiceState => ({
  ...state,
  deployment: { ...state.deployment, failures: state.deployment.failures + count },
});

/** The tasks of one revision at a time, so that each step names one. */
export function firstRevision(state: ServiceState, matches: (task: Task) => boolean): (task: Task) => boolean {
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
export const drained = (task: Task): Task => ({
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

/** The next step of tasks that are on their way: they start, register, are checked, drain or stop. */
export const progress = (state: ServiceState, context: StepContext): MicroStep | undefined =>
  run(state, context) ??
  register(state, context) ??
  checkHealth(state, context) ??
  forget(state) ??
  stop(state, context);

/** New tasks of a revision, so that it has `count` more. */
export function startTasks(state: ServiceState, context: StepContext, revision: number, count: number): MicroStep {
  const started = Array.from({ length: count }, (_, index): Task => ({
    arn: context.taskArn(state.started + index),
    revision,
    status: "PENDING",
    targets: {},
  }));
  return {
    state: { ...state, tasks: [...state.tasks, ...started], started: state.started + count },
    what: `${counted(count, revision)} starting`,
  };
}

/** Tasks that occupy a place: all but those that stop. */
export const occupying = ({ tasks }: ServiceState): readonly Task[] =>
  tasks.filter(({ status }) => status !== "DEACTIVATING" && status !== "STOPPED");

/** What happens if the task definition of a revision is INACTIVE: its tasks fail as if they did not start. */
export const cannotStart = (state: ServiceState, revision: number, count: number): MicroStep => ({
  state: failed(state, count),
  what: `${counted(count, revision)} cannot start: the task definition is INACTIVE`,
});
