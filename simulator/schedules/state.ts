/** The part of a resource in a checkpoint that decides the order of calls. */
export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  /** Whether it has been replaced and waits for its delete; the replacement has the same URN. */
  readonly delete?: boolean;
  /** False for a component. */
  readonly custom: boolean;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  /** `<urn>::<id>` */
  readonly provider?: string;
}

/** The resources of a checkpoint, with questions about their order. */
export class State {
  private readonly byUrn: ReadonlyMap<string, StateResource>;
  private readonly children = new Map<string, string[]>();

  constructor(readonly resources: readonly StateResource[]) {
    const current = resources.filter((resource) => resource.delete !== true);
    this.byUrn = new Map(current.map((resource) => [resource.urn, resource]));
    for (const { urn, parent } of resources) {
      if (parent === undefined) continue;
      const siblings = this.children.get(parent);
      if (siblings === undefined) this.children.set(parent, [urn]);
      else siblings.push(urn);
    }
  }

  /** The resource of a URN; with an id, the one that has it, also if it waits for its delete. */
  find(urn: string, id?: string): StateResource | undefined {
    const found = id === undefined ? undefined : this.resources.find((other) => other.urn === urn && other.id === id);
    return found ?? this.byUrn.get(urn);
  }

  /**
   * URNs that a resource needs directly. A need of a component is a need of everything below it: a program gets the
   * outputs of a remote component only when all of it exists, and the SDK expands other components itself.
   */
  needs(resource: StateResource): readonly string[] {
    const { parent, dependencies = [], propertyDependencies = {}, deletedWith, replaceWith = [], provider } = resource;
    const depends = [...dependencies, ...Object.values(propertyDependencies).flatMap((urns) => urns ?? [])];
    const providerUrn = provider?.slice(0, provider.lastIndexOf("::"));
    return [
      parent,
      deletedWith,
      providerUrn,
      ...replaceWith,
      ...depends,
      ...depends.flatMap((urn) => this.below(urn)),
    ].filter((urn) => urn !== undefined && urn !== "" && urn !== resource.urn) as string[];
  }

  /** URNs of all resources below a component; empty for any other resource. */
  private below(urn: string): readonly string[] {
    return this.byUrn.get(urn)?.custom === false ? this.descendants(urn) : [];
  }

  private descendants(urn: string): readonly string[] {
    return (this.children.get(urn) ?? []).flatMap((child) => [child, ...this.descendants(child)]);
  }
}
