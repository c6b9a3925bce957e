import type { Properties } from "./values";

/** The kind of run: a first preview, in which nothing exists, or an apply, in which every resource gets a simulated id. */
export type Pass = "preview" | "apply";

/** Resource options that change how the engine treats a resource; options that are not set are absent. */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly retainOnDelete?: boolean;
  /** URN. */
  readonly deletedWith?: string;
  /** URNs. */
  readonly replaceWith?: readonly string[];
  readonly customTimeouts?: Readonly<Record<string, string>>;
  /** Id of the resource to import. */
  readonly import?: string;
  /** URNs, or the alias's name, type and parent as JSON. */
  readonly aliases?: readonly string[];
}

/** A resource as the program registers it. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly inputs: Properties;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `<provider URN>::<id>`; empty for the default provider. */
  readonly provider: string;
  readonly providers: Readonly<Record<string, string>>;
  readonly version: string;
  readonly options: ResourceOptions;
}

/** A resource in the engine's state. */
export interface Registered extends Registration {
  readonly urn: string;
  readonly id: string;
  outputs: Properties;
}

/** The outputs of a remote component. */
export interface Constructed {
  readonly outputs: Properties;
  readonly outputDependencies: Readonly<Record<string, readonly string[]>>;
}

/** The part of the engine with which a simulated remote component registers its children. */
export interface Registrar {
  readonly pass: Pass;
  /** @throws Error for a duplicate URN, and for a type that the simulator does not support */
  register(registration: Registration): Registered;
  /** Region of the provider that a resource uses. */
  region(provider: string): string;
}
