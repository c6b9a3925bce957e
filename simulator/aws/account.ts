import type { Properties } from "../values";
import type { Containers } from "./containers";
import { changedWith, changedWithout, deletedWith } from "./effects";
import { EcsServices } from "./ecs";
import type { Account, Existing, Lookup, Outside } from "./existing";
import { value } from "./existing";
import type { Deployment, ServiceState } from "./live-state";
import { computeOutputs, updatedOutputs } from "./models";
import { refuse } from "./refusals/refuse";
import type { AlarmState } from "./cloudwatch/alarm-state";
import type { Hooks } from "./strategy";
import { answersByDefault } from "./strategy";
import { ResourceStore } from "./resource-store";
import { changedByStep } from "./step-effects";
import { scaledBy } from "./scaling";
import { snapshotOf } from "./snapshots";
import { familyOf, lastRevision } from "./task-families";

const restDeployment = "aws:apigateway/deployment:Deployment";
const ecsService = "aws:ecs/service:Service";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
const targetGroup = "aws:lb/targetGroup:TargetGroup";

/** Type of the resource of a URN. */
export const typeOf = (urn: string) => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
/** Logical name of the resource of a URN. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** The content of an account at one moment, for `restore`. */
export interface AccountSnapshot {
  readonly store: readonly (readonly [string, Existing])[];
  readonly generations: readonly (readonly [string, number])[];
  /** Task definitions that are ACTIVE although no stack has them any more. */
  readonly retained?: readonly Existing[];
  /** Live state of the ECS services, by ARN. A snapshot without it has services whose deployments are complete. */
  readonly live?: readonly (readonly [string, ServiceState])[];
}

/** What happened in an account. */
export interface AccountEvent {
  /** `step`: a micro-step of an ECS service, or a health check. */
  readonly kind: "create" | "update" | "delete" | "step";
  readonly urn: string;
  /** The micro-step in words; empty for a call. */
  readonly what: string;
  /** The resource before a call that updates or deletes it. */
  readonly before?: Existing | undefined;
  /** The resource after a call that creates or updates it. */
  readonly after?: Existing;
}

/** The resources of one simulated account. It creates, updates and deletes them, and rejects what AWS rejects. */
export class AwsAccount implements Lookup {
  region = "us-east-1";
  /** How the containers of tasks behave. A test replaces it; by default they start and answer every health check. */
  containers: Containers = () => ({});
  /** What lifecycle hooks answer. A test replaces it. */
  hooks: Hooks = answersByDefault;
  /** State of an alarm by its name, for deployments. A test replaces it. */
  alarms: (name: string) => AlarmState = () => "OK";
  /** Hosted zones and certificates that no stack has. A test replaces it; by default nothing of them is known. */
  outside: Outside = { zones: {}, certificates: {} };
  /** Revisions, tasks and targets of the ECS services. */
  readonly ecs = new EcsServices(this, this);
  private readonly store = new ResourceStore();
  private readonly generations = new Map<string, number>();
  private retainedDefinitions: readonly Existing[] = [];
  private readonly listeners = new Set<(event: AccountEvent) => void>();

  /** All resources that a stack created and did not delete, in the order of their creation. */
  get all(): readonly Existing[] {
    return this.store.all;
  }

  /** Task definitions with `skipDestroy` whose resources were deleted: AWS keeps these revisions ACTIVE. */
  get retained(): readonly Existing[] {
    return this.retainedDefinitions;
  }

  of(...types: readonly string[]): readonly Existing[] {
    const [first = ""] = types;
    return types.length === 1 ? this.store.ofType(first) : this.all.filter(({ type }) => types.includes(type));
  }

  where(type: string, key: string, text: string): readonly Existing[] {
    const found = this.store.where(type, key, text);
    return type === taskDefinition && found.length === 0
      ? this.retained.filter((definition) => value(definition, key) === text)
      : found;
  }

  /** Calls a listener after each create, update, delete and micro-step. @returns a function that ends this */
  observe(listener: (event: AccountEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Deployments of ECS services that have steps left. */
  get deployments(): readonly Deployment[] {
    return this.ecs.active;
  }

  /** Performs the next micro-step of a deployment. @returns whether there was one */
  advance(deployment: Deployment): boolean {
    const step = this.ecs.step(deployment);
    if (step === undefined) return false;
    for (const changed of changedByStep(this, deployment.service, step)) this.store.put(changed);
    this.notify({ kind: "step", urn: step.state.urn, what: step.what });
    return true;
  }

  /**
   * Performs the micro-steps of a deployment until it has ended, only the same tasks would fail again, or a hook waits.
   *
   * @param minutes - it performs no more steps once the deployment has waited longer
   * @returns the deployment as it is then; another one if it was replaced
   */
  finish(deployment: Deployment, minutes = Infinity): Deployment {
    this.ecs.retry(deployment);
    const hasTime = () => (this.ecs.get(deployment.service)?.deployment.shift?.minutes ?? 0) <= minutes;
    while (hasTime() && !this.ecs.isStalled(deployment) && this.advance(deployment));
    return this.ecs.get(deployment.service)?.deployment ?? deployment;
  }

  /** Text from which names and ids are derived. It differs between a resource and its replacement. */
  seed(urn: string): string {
    const generation = this.generation(urn);
    return generation === 0 ? urn : `${urn}#${generation}`;
  }

  /** The resource that `create` would return, without creating it. @throws Error for an unknown type */
  plan(urn: string, inputs: Properties): Existing {
    const type = typeOf(urn);
    const { id, outputs } = computeOutputs({
      type,
      name: nameOf(urn),
      urn: this.seed(urn),
      inputs,
      region: this.region,
      generation: type === taskDefinition ? lastRevision(this, this.generations, inputs) : this.generation(urn),
    });
    return { id, urn, type, inputs, outputs };
  }

  /** @throws Error with AWS's own message */
  create(urn: string, inputs: Properties): Existing {
    const planned = this.plan(urn, inputs);
    refuse("create", planned, this);
    const created = planned.type === restDeployment ? { ...planned, ...snapshotOf(this, planned) } : planned;
    this.store.put(created);
    this.generations.set(urn, this.generation(urn) + 1);
    if (created.type === taskDefinition) this.generations.set(familyOf(inputs), Number(value(created, "revision")));
    if (created.type === ecsService) this.ecs.create(created);
    this.scale(created);
    changedWith(this, created).forEach((other) => this.store.put(other));
    this.notify({ kind: "create", urn, what: "", after: created });
    return created;
  }

  /** @throws Error with AWS's own message */
  update(urn: string, id: string, olds: Properties, inputs: Properties): Existing {
    const before = this.find(urn, id, olds);
    const context = { type: typeOf(urn), name: nameOf(urn), urn, inputs, region: this.region };
    const outputs = { ...before?.outputs, ...updatedOutputs(context, id) };
    const changed: Existing = { ...before, id, urn, type: context.type, inputs, outputs };
    refuse("update", changed, this.without(before), before);
    this.store.put(changed, { ...changed, outputs: olds });
    if (changed.type === ecsService && before !== undefined) this.ecs.update(before, changed);
    this.scale(changed);
    changedWith(this, changed).forEach((other) => this.store.put(other));
    this.notify({ kind: "update", urn, what: "", before, after: changed });
    if (changed.type === targetGroup)
      for (const service of this.ecs.recheck(value(changed, "arn")))
        this.notify({ kind: "step", urn: service, what: "targets failed their health checks" });
    return changed;
  }

  /** @throws Error with AWS's own message */
  delete(urn: string, id: string, olds: Properties): void {
    const found = this.find(urn, id, olds);
    if (found === undefined) return;
    refuse("delete", found, this.without(found));
    if (found.type === ecsService) this.drain(value(found, "arn"));
    this.store.delete({ ...found, outputs: olds });
    for (const other of deletedWith(this, found)) this.store.delete(other);
    changedWithout(this, found).forEach((other) => this.store.put(other));
    if (found.type === taskDefinition && found.inputs["skipDestroy"] === true)
      this.retainedDefinitions = [...this.retained, found];
    this.notify({ kind: "delete", urn, what: "", before: found });
  }

  /** The resource with this id, if it exists. */
  find(urn: string, id: string, outputs: Properties): Existing | undefined {
    return this.store.find({ type: typeOf(urn), id, outputs });
  }

  snapshot(): AccountSnapshot {
    return {
      store: this.store.entries(),
      generations: [...this.generations],
      retained: this.retained,
      live: this.ecs.snapshot(),
    };
  }

  restore({ store, generations, retained = [], live }: AccountSnapshot): void {
    this.store.restore(store);
    this.generations.clear();
    for (const [urn, count] of generations) this.generations.set(urn, count);
    this.retainedDefinitions = retained;
    this.ecs.restore(live ?? []);
    if (live !== undefined) return;
    for (const service of this.of(ecsService)) this.ecs.create(service);
    for (const deployment of this.deployments) this.finish(deployment);
  }

  /** How many resources have been created for a URN so far. */
  private generation(urn: string): number {
    return this.generations.get(urn) ?? 0;
  }

  /** The provider waits until ECS has stopped the tasks of a service that it deletes. */
  private drain(service: string): void {
    this.ecs.drain(service);
    const deployment = this.ecs.get(service)?.deployment;
    if (deployment !== undefined) this.finish(deployment);
    this.ecs.remove(service);
  }

  private scale(scalableTarget: Existing): void {
    for (const { before, after } of scaledBy(this, scalableTarget)) {
      this.store.put(after);
      this.ecs.update(before, after);
    }
  }

  private notify(event: AccountEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  private without(excluded: Existing | undefined): Account {
    const { region, outside, retained } = this;
    return {
      region,
      outside,
      retained,
      of: (...types) => this.of(...types).filter((resource) => resource !== excluded),
    };
  }
}
