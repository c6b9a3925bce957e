/**
 * One resource of a stack as plain data, from the engine (`engine.ts`) or a printed preview (`snapshot.ts`). Read
 * `props` only through `value.ts`, because the two sources represent unknown values differently.
 */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  /** Inputs and known outputs. */
  readonly props: object;
  /** Paths of unknown values that `props` does not mark: `defaultActions[0].targetGroupArn`. */
  readonly unknown: ReadonlySet<string>;
  /** URNs of all resources that the resource depends on. */
  readonly dependencies: readonly string[];
  /** URNs of the resources that each top-level property depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges: readonly string[];
  /** Whether the program tells the engine to delete the resource before it creates a replacement. */
  readonly deleteBeforeReplace: boolean;
  readonly provider?: Provider;
}

/** The provider of a resource; its arguments decide account and Region. */
export interface Provider {
  readonly urn: string;
  /** Absent if the stack does not list the provider (a default provider in a printed preview). */
  readonly resource?: Resource;
}

/** Empty fields of a resource. */
export const bare = {
  props: {},
  unknown: new Set<string>(),
  dependencies: [],
  propertyDependencies: {},
  ignoreChanges: [],
  deleteBeforeReplace: false,
} as const satisfies Partial<Resource>;
