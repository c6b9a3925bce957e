import type { Properties } from "../values";
import type { Containers } from "./containers";
import { behaviourOf, containersOf } from "./containers";
import type { Existing, Lookup } from "./existing";
import { texts, value } from "./existing";
import type { Deployment, MicroStep, ServiceRevision, ServiceState, Task, TargetHealth } from "./live-state";
import { isActive } from "./live-state";
import { digest } from "./model";
import { isStalled, nextStep } from "./rolling";
import type { Signals } from "./shift-context";
import { shiftContextOf } from "./shift-context";
import { isStalledShift, nextShift } from "./shifting";
import type { Move } from "./strategy";
import { shiftOf } from "./strategy";
import type { StepContext } from "./task-steps";
import { revisionOf } from "./task-steps";
import { outlivesTask } from "./draining";
import { isTargetHealthy } from "./target-health";
import { definitionOf, registrations } from "./revision";
import { revisionInputs, startsDeployment } from "./revision";

/** A target of a target group, or an instance of a Cloud Map service. */
export interface LiveTarget {
  readonly service: ServiceState;
  readonly task: Task;
  readonly revision: ServiceRevision;
  readonly health: TargetHealth;
}

/** What a deployment that another one replaces has shifted and can still take back. */
function shiftedBy({ deployment, completed }: ServiceState): readonly Move[] {
  const { shift } = deployment;
  if (shift === undefined || !isActive(deployment) || completed === undefined) return [];
  return shift.stage === "CLEAN_UP" ? [] : shift.moves.length > 0 ? shift.moves : shift.undo;
}

const percent = (resource: Existing, key: string, byDefault: number) => Number(value(resource, key) || byDefault) / 100;

/** The live state of the ECS services of an account: revisions, tasks and their registrations. */
export class EcsServices {
  private states = new Map<string, ServiceState>();
  private targets: Map<string, LiveTarget[]> | undefined;

  constructor(
    private readonly account: Lookup,
    private readonly behaviour: Signals & { readonly containers: Containers },
  ) {}

  /** Deployments that have steps left. */
  get active(): readonly Deployment[] {
    return [...this.states.values()].map(({ deployment }) => deployment).filter(isActive);
  }

  /** The state of a service, by ARN. */
  get(service: string): ServiceState | undefined {
    return this.states.get(service);
  }

  /** The targets of a target group or Cloud Map service, by its ARN. */
  targetsOf(arn: string): readonly LiveTarget[] {
    this.targets ??= this.indexTargets();
    return this.targets.get(arn) ?? [];
  }

  /** Starts the deployment of a created service. */
  create(resource: Existing): void {
    const revision = this.revision(1, resource.inputs);
    this.set(value(resource, "arn"), {
      urn: resource.urn,
      desiredCount: Number(value(resource, "desiredCount") || 0),
      revisions: [revision],
      completed: undefined,
      deployment: this.rollout(resource, 1, 1, []),
      tasks: [],
      started: 0,
    });
  }

  /** Starts a deployment if the update needs one; otherwise only adds or removes tasks. */
  update(before: Existing, after: Existing): void {
    const service = value(after, "arn");
    const state = this.states.get(service);
    if (state === undefined) {
      this.create(after);
      return;
    }
    const scaled = { ...state, urn: after.urn, desiredCount: Number(value(after, "desiredCount") || 0) };
    const { number, target } = state.deployment;
    if (startsDeployment(before.inputs, after.inputs)) {
      const revision = this.revision(1 + Math.max(...state.revisions.map((one) => one.number)), after.inputs);
      const deployment = this.rollout(after, number + 1, revision.number, shiftedBy(state));
      this.set(service, { ...scaled, revisions: [...state.revisions, revision], deployment });
    } else if (scaled.desiredCount !== state.desiredCount && !isActive(state.deployment)) {
      this.set(service, { ...scaled, deployment: this.deployment(service, number + 1, "tasks", target) });
    } else {
      this.set(service, scaled);
    }
  }

  /** Makes a service remove all its tasks, as its deletion does. */
  drain(service: string): void {
    const state = this.states.get(service);
    if (state === undefined) return;
    const { number, target } = state.deployment;
    const deployment = this.deployment(service, number + 1, "tasks", target);
    this.set(service, { ...state, desiredCount: 0, deployment });
  }

  remove(service: string): void {
    this.states.delete(service);
    this.targets = undefined;
  }

  /** Repeats the health checks of a target group. Services replace tasks that fail them. @returns URNs of these services */
  recheck(group: string): readonly string[] {
    const failing = new Set<string>();
    for (const [service, state] of this.states) {
      const tasks = state.tasks.map((task): Task => {
        const health = task.targets[group];
        if (health !== "healthy" && health !== "unhealthy") return task;
        const passes = this.isHealthy(revisionOf(state, task.revision), group);
        if (!passes) failing.add(service);
        return { ...task, targets: { ...task.targets, [group]: passes ? "healthy" : "unhealthy" } };
      });
      const { deployment } = state;
      const replaces = failing.has(service) && !isActive(deployment);
      const next = replaces ? this.deployment(service, deployment.number + 1, "tasks", deployment.target) : deployment;
      this.set(service, { ...state, tasks, deployment: next });
    }
    return [...failing].map((service) => this.states.get(service)?.urn ?? service);
  }

  /** Performs the next micro-step of a deployment; undefined if it has none or another one has replaced it. */
  step({ service, number }: Deployment): MicroStep | undefined {
    const state = this.states.get(service);
    const [resource] = this.account.where("aws:ecs/service:Service", "arn", service);
    if (state === undefined || resource === undefined || state.deployment.number !== number) return undefined;
    const tasks = this.contextOf(service, state, resource);
    const step =
      state.deployment.shift === undefined
        ? nextStep(state, tasks)
        : nextShift(state, shiftContextOf(this.account, resource, tasks, this.behaviour));
    if (step !== undefined) this.set(service, step.state);
    return step;
  }

  /** Whether only the same failing tasks would start again: nothing ends the deployment. */
  isStalled({ service }: Deployment): boolean {
    const state = this.states.get(service);
    const [resource] = this.account.where("aws:ecs/service:Service", "arn", service);
    if (state === undefined || resource === undefined) return false;
    const tasks = this.contextOf(service, state, resource);
    return state.deployment.shift === undefined
      ? isStalled(state, tasks)
      : isStalledShift(state, shiftContextOf(this.account, resource, tasks, this.behaviour));
  }

  /** Forgets the failed tasks of a stalled deployment, so that it tries again. */
  retry(deployment: Deployment): void {
    const state = this.states.get(deployment.service);
    if (state === undefined || !this.isStalled(deployment)) return;
    this.set(deployment.service, { ...state, deployment: { ...state.deployment, failures: 0 } });
  }

  snapshot(): readonly (readonly [string, ServiceState])[] {
    return [...this.states];
  }

  restore(states: readonly (readonly [string, ServiceState])[]): void {
    this.states = new Map(states);
    this.targets = undefined;
  }

  private set(service: string, state: ServiceState): void {
    this.states.set(service, state);
    this.targets = undefined;
  }

  private deployment(service: string, number: number, kind: Deployment["kind"], target: number): Deployment {
    return { service, number, kind, status: "IN_PROGRESS", reason: "", target, failures: 0 };
  }

  private rollout(service: Existing, number: number, target: number, undo: readonly Move[]): Deployment {
    const shift = shiftOf(service.inputs, undo);
    const deployment = this.deployment(value(service, "arn"), number, "revision", target);
    return shift === undefined ? deployment : { ...deployment, shift };
  }

  private revision(number: number, inputs: Properties): ServiceRevision {
    const definition = definitionOf(this.account, inputs);
    return {
      number,
      inputs: revisionInputs(inputs),
      containers: definition === undefined ? [] : containersOf(definition),
    };
  }

  private isHealthy(revision: ServiceRevision, target: string): boolean {
    return isTargetHealthy(this.account, revision, target, this.behaviour.containers);
  }

  private contextOf(service: string, state: ServiceState, resource: Existing): StepContext {
    const breaker = resource.inputs["deploymentCircuitBreaker"] as Partial<StepContext["circuitBreaker"]> | undefined;
    return {
      bounds: {
        minimum: Math.ceil(state.desiredCount * percent(resource, "deploymentMinimumHealthyPercent", 100)),
        maximum: Math.floor(state.desiredCount * percent(resource, "deploymentMaximumPercent", 200)),
      },
      circuitBreaker: { enable: breaker?.enable === true, rollback: breaker?.rollback === true },
      starts: ({ containers }) =>
        containers.every((one) => !one.essential || behaviourOf(one, this.behaviour.containers).starts),
      isUsable: ({ inputs }) =>
        texts(inputs["taskDefinition"]).length === 0 || definitionOf(this.account, inputs) !== undefined,
      registersIn: (revision) => [
        ...registrations(revision).map(({ arn }) => arn),
        ...(revision.containers.some(({ healthCheck }) => healthCheck !== undefined) ? ["container"] : []),
      ],
      isHealthy: (revision, target) => this.isHealthy(revision, target),
      outlivesTask: (revision, target) => outlivesTask(this.account, revision, target),
      taskArn: (index) =>
        `${service.replace(/:service\/([^/]*)\/.*$/, ":task/$1")}/${digest(`${service} ${index}`, 32)}`,
    };
  }

  private indexTargets(): Map<string, LiveTarget[]> {
    const targets = new Map<string, LiveTarget[]>();
    for (const service of this.states.values()) for (const task of service.tasks) addTargets(targets, service, task);
    return targets;
  }
}

function addTargets(targets: Map<string, LiveTarget[]>, service: ServiceState, task: Task): void {
  for (const [arn, health] of Object.entries(task.targets)) {
    const known = targets.get(arn) ?? [];
    targets.set(arn, known);
    known.push({ service, task, health, revision: revisionOf(service, task.revision) });
  }
}
