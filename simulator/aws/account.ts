import type { Properties } from "../values";
import type { Account, Existing, Refusals } from "./existing";
import { computeOutputs } from "./models";
import { compute } from "./refusals/compute";
import { gateway } from "./refusals/gateway";
import { links, snapshotOf } from "./refusals/links";
import { balancing } from "./refusals/load-balancing";
import { network } from "./refusals/network";
import { quotaRefusals } from "./refusals/quotas";

const tables: readonly Readonly<Record<string, Refusals>>[] = [
  quotaRefusals,
  network,
  balancing,
  compute,
  gateway,
  links,
];
const restDeployment = "aws:apigateway/deployment:Deployment";

/** Type of the resource of a URN. */
export const typeOf = (urn: string) => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
/** Logical name of the resource of a URN. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** Ids are unique only within a type, and all revisions of a task definition share the id of their family. */
const keyOf = (type: string, id: string, outputs: Properties) =>
  `${type} ${typeof outputs["arn"] === "string" ? outputs["arn"] : id}`;

/** The content of an account at one moment, for `restore`. */
export interface AccountSnapshot {
  readonly store: readonly (readonly [string, Existing])[];
  readonly generations: readonly (readonly [string, number])[];
}

/** The resources of one simulated account. It creates, updates and deletes them, and rejects what AWS rejects. */
export class AwsAccount implements Account {
  region = "us-east-1";
  private readonly store = new Map<string, Existing>();
  private readonly generations = new Map<string, number>();

  /** All resources, in the order of their creation. */
  get all(): readonly Existing[] {
    return [...this.store.values()];
  }

  of(...types: readonly string[]): readonly Existing[] {
    return this.all.filter(({ type }) => types.includes(type));
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
      generation: this.generation(urn),
    });
    return { id, urn, type, inputs, outputs };
  }

  /** @throws Error with AWS's own message */
  create(urn: string, inputs: Properties): Existing {
    const planned = this.plan(urn, inputs);
    this.refuse("create", planned, this);
    const created = planned.type === restDeployment ? { ...planned, deployed: snapshotOf(this, planned) } : planned;
    this.store.set(keyOf(created.type, created.id, created.outputs), created);
    this.generations.set(urn, this.generation(urn) + 1);
    return created;
  }

  /** @throws Error with AWS's own message */
  update(urn: string, id: string, olds: Properties, inputs: Properties): Existing {
    const before = this.find(urn, id, olds);
    const changed: Existing = { id, urn, type: typeOf(urn), inputs, outputs: before?.outputs ?? {} };
    this.refuse("update", changed, this.without(before), before);
    this.store.set(keyOf(changed.type, id, olds), changed);
    return changed;
  }

  /** @throws Error with AWS's own message */
  delete(urn: string, id: string, olds: Properties): void {
    const found = this.find(urn, id, olds);
    if (found === undefined) return;
    this.refuse("delete", found, this.without(found));
    this.store.delete(keyOf(found.type, id, olds));
  }

  /** The resource with this id, if it exists. `pulumi import` knows the id only; some ids are ARNs. */
  find(urn: string, id: string, outputs: Properties): Existing | undefined {
    const type = typeOf(urn);
    return this.store.get(keyOf(type, id, outputs)) ?? this.imported(type, id, outputs);
  }

  snapshot(): AccountSnapshot {
    return { store: [...this.store], generations: [...this.generations] };
  }

  restore({ store, generations }: AccountSnapshot): void {
    this.store.clear();
    this.generations.clear();
    for (const [key, resource] of store) this.store.set(key, resource);
    for (const [urn, count] of generations) this.generations.set(urn, count);
  }

  /** How many resources have been created for a URN so far. */
  private generation(urn: string): number {
    return this.generations.get(urn) ?? 0;
  }

  private imported(type: string, id: string, outputs: Properties): Existing | undefined {
    return "arn" in outputs ? undefined : this.of(type).find((resource) => resource.id === id);
  }

  private without(excluded: Existing | undefined): Account {
    return { region: this.region, of: (...types) => this.of(...types).filter((resource) => resource !== excluded) };
  }

  private refuse(operation: keyof Refusals, resource: Existing, account: Account, before?: Existing): void {
    for (const table of tables) {
      for (const refusal of table[resource.type]?.[operation] ?? []) {
        const message = refusal(resource, account, before);
        if (message !== undefined) throw new Error(message);
      }
    }
  }
}
