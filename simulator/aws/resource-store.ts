import type { Existing } from "./existing";
import { value } from "./existing";

/** What tells a resource from all others. */
type Identity = Pick<Existing, "type" | "id" | "outputs">;

/** Types with an input `arn`, which is that of another resource. */
const namingAnother = ["aws:cloudwatch/eventTarget:EventTarget"];

/** Ids are unique only within a type, and all revisions of a task definition share the id of their family. */
const keyOf = ({ type, id, outputs }: Identity) =>
  `${type} ${typeof outputs["arn"] === "string" && !namingAnother.includes(type) ? outputs["arn"] : id}`;

/** Resources by their identity, with an index that is built on demand, for each type on its own. */
export class ResourceStore {
  private readonly resources = new Map<string, Existing>();
  private readonly types = new Map<string, readonly Existing[]>();
  private readonly indexes = new Map<string, Map<string, Map<string, Existing[]>>>();

  /** All resources, in the order of their creation. */
  get all(): readonly Existing[] {
    return [...this.resources.values()];
  }

  /** The resource with this identity. `pulumi import` knows the id only; some ids are ARNs. */
  find(identity: Identity): Existing | undefined {
    const imported = () => this.ofType(identity.type).find(({ id }) => id === identity.id);
    return this.resources.get(keyOf(identity)) ?? ("arn" in identity.outputs ? undefined : imported());
  }

  /** Adds a resource, or replaces the one that has its identity. */
  put(resource: Existing, identity: Identity = resource): void {
    this.resources.set(keyOf(identity), resource);
    this.forget(resource.type);
  }

  delete(identity: Identity): void {
    this.resources.delete(keyOf(identity));
    this.forget(identity.type);
  }

  ofType(type: string): readonly Existing[] {
    const known = this.types.get(type) ?? this.all.filter((resource) => resource.type === type);
    this.types.set(type, known);
    return known;
  }

  /** The resources of a type whose `value` of `key` is this text. */
  where(type: string, key: string, text: string): readonly Existing[] {
    const indexes = this.indexes.get(type) ?? new Map<string, Map<string, Existing[]>>();
    this.indexes.set(type, indexes);
    const index = indexes.get(key) ?? this.index(type, key);
    indexes.set(key, index);
    return index.get(text) ?? [];
  }

  entries(): readonly (readonly [string, Existing])[] {
    return [...this.resources];
  }

  restore(entries: readonly (readonly [string, Existing])[]): void {
    this.resources.clear();
    this.types.clear();
    this.indexes.clear();
    for (const [key, resource] of entries) this.resources.set(key, resource);
  }

  private index(type: string, key: string): Map<string, Existing[]> {
    const index = new Map<string, Existing[]>();
    for (const resource of this.ofType(type)) {
      const text = value(resource, key);
      const same = index.get(text);
      if (same === undefined) index.set(text, [resource]);
      else same.push(resource);
    }
    return index;
  }

  private forget(type: string): void {
    this.types.delete(type);
    this.indexes.delete(type);
  }
}
