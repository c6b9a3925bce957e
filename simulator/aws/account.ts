import type { Properties } from "../values";
import type { Account, Existing, Refusals } from "./existing";
import { computeOutputs } from "./models";
import { balancing } from "./refusals/load-balancing";
import { gateway, snapshotOf } from "./refusals/gateway";
import { network } from "./refusals/network";
import { quotaRefusals } from "./refusals/quotas";

const tables: readonly Readonly<Record<string, Refusals>>[] = [quotaRefusals, network, balancing, gateway];
const restDeployment = "aws:apigateway/deployment:Deployment";

/** Type of the resource of a URN. */
export const typeOf = (urn: string) => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
/** Logical name of the resource of a URN. */
export const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** One type's ids are unique, but not those of all; a task definition's id is that of its family. */
const keyOf = (type: string, id: string, outputs: Properties) =>
  `${type} ${typeof outputs["arn"] === "string" ? outputs["arn"] : id}`;

/** What an account holds at a moment, to go back to. */
export interface AccountSnapshot {
  readonly store: readonly (readonly [string, Existing])[];
  readonly made: readonly (readonly [string, number])[];
}

/** The resources of one account, made and deleted under the rules that AWS has. */
export class AwsAccount implements Account {
  region = "us-east-1";
  private readonly store = new Map<string, Existing>();
  private readonly made = new Map<string, number>();

  /** What exists, in the order in which it was made. */
  get all(): readonly Existing[] {
    return [...this.store.values()];
  }

  of(...types: readonly string[]): readonly Existing[] {
    return this.all.filter(({ type }) => types.includes(type));
  }

  /** What names and ids are drawn from: a replacement has others than what it replaces. */
  seed(urn: string): string {
    const generation = this.generation(urn);
    return generation === 0 ? urn : `${urn}#${generation}`;
  }

  /** What creation would answer, without making anything. @throws Error for an unknown type */
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

  /** @throws Error in AWS's words */
  create(urn: string, inputs: Properties): Existing {
    const planned = this.plan(urn, inputs);
    this.refuse("create", planned, this);
    const made = planned.type === restDeployment ? { ...planned, links: snapshotOf(this, planned) } : planned;
    this.store.set(keyOf(made.type, made.id, made.outputs), made);
    this.made.set(urn, this.generation(urn) + 1);
    return made;
  }

  /** @throws Error in AWS's words */
  update(urn: string, id: string, olds: Properties, inputs: Properties): Existing {
    const before = this.find(urn, id, olds);
    const changed: Existing = { id, urn, type: typeOf(urn), inputs, outputs: before?.outputs ?? {} };
    this.refuse("update", changed, this.without(before), before);
    this.store.set(keyOf(changed.type, id, olds), changed);
    return changed;
  }

  /** @throws Error in AWS's words */
  delete(urn: string, id: string, olds: Properties): void {
    const found = this.find(urn, id, olds);
    if (found === undefined) return;
    this.refuse("delete", found, this.without(found));
    this.store.delete(keyOf(found.type, id, olds));
  }

  /** The resource of an id, where it exists. */
  find(urn: string, id: string, outputs: Properties): Existing | undefined {
    return this.store.get(keyOf(typeOf(urn), id, outputs));
  }

  snapshot(): AccountSnapshot {
    return { store: [...this.store], made: [...this.made] };
  }

  restore({ store, made }: AccountSnapshot): void {
    this.store.clear();
    this.made.clear();
    for (const [key, one] of store) this.store.set(key, one);
    for (const [urn, count] of made) this.made.set(urn, count);
  }

  /** How many resources of a URN there have been. */
  private generation(urn: string): number {
    return this.made.get(urn) ?? 0;
  }

  private without(left: Existing | undefined): Account {
    return { region: this.region, of: (...types) => this.of(...types).filter((one) => one !== left) };
  }

  private refuse(what: keyof Refusals, one: Existing, account: Account, before?: Existing): void {
    for (const table of tables) {
      for (const refusal of table[one.type]?.[what] ?? []) {
        const words = refusal(one, account, before);
        if (words !== undefined) throw new Error(words);
      }
    }
  }
}
