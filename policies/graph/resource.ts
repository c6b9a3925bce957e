/**
 * One resource of a stack as plain data, whichever road it came by: the engine (`engine.ts`) or a printed preview
 * (`snapshot.ts`). Read `props` through `value.ts` only, since an unknown value looks different on each road.
 */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  /** Inputs, and outputs where they are known. */
  readonly props: object;
  /** Paths of unknown values that `props` does not mark itself: `defaultActions[0].targetGroupArn`. */
  readonly unknown: ReadonlySet<string>;
  /** URNs of all that the resource waits for. */
  readonly dependencies: readonly string[];
  /** URNs by top-level property: what its value is made from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges: readonly string[];
  readonly provider?: Provider;
}

/** The provider of a resource; its arguments decide account and Region. */
export interface Provider {
  readonly urn: string;
  /** Absent where the stack does not list the provider (a default provider in a printed preview). */
  readonly resource?: Resource;
}

/** A resource with nothing but its identity, for the roads to fill. */
export const bare = {
  props: {},
  unknown: new Set<string>(),
  dependencies: [],
  propertyDependencies: {},
  ignoreChanges: [],
} as const satisfies Partial<Resource>;
