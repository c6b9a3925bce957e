import type { Existing } from "./existing";
import { value } from "./existing";

/** Resources by key, with an index that is built on demand, for each type on its own. */
export class ResourceStore {
  private readonly resources = new Map<string, Existing>();
  private readonly types = new Map<string, readonly Existing[]>();
  private readonly indexes = new Map<string, Map<string, Map<string, Existing[]>>>();

  /** All resources, in the order of their creation. */
  get all(): readonly Existing[] {
    return [...this.resources.values()];
  }

  get(key: string): Existing | undefined {
    return this.resources.get(key);
  }

  set(key: string, resource: Existing): void {
    this.resources.set(key, resource);
    this.forget(resource.type);
  }

  delete(key: string): void {
    const resource = this.resources.get(key);
    this.resources.delete(key);
    if (resource !== undefined) this.forget(resource.type);
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
