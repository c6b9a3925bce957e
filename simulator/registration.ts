import type { Properties } from "./values";

/** What runs: a first preview, in which nothing exists, or an apply, in which everything gets an id. */
export type Pass = "preview" | "apply";

/** Options of a resource that change what the engine does with it; those not given are absent. */
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
  /** URNs, or as JSON what the program gave of name, type and parent. */
  readonly aliases?: readonly string[];
}

/** What a program asks the engine to register. */
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

/** A resource as the engine keeps it. */
export interface Registered extends Registration {
  readonly urn: string;
  readonly id: string;
  outputs: Properties;
}

/** What a remote component answers beside its own registration. */
export interface Constructed {
  readonly outputs: Properties;
  readonly outputDependencies: Readonly<Record<string, readonly string[]>>;
}

/** What the simulator of a remote component needs of the engine: it registers children, as the real component does. */
export interface Registrar {
  readonly pass: Pass;
  /** @throws Error for a second resource of one URN, and for a type that the simulator does not know */
  register(registration: Registration): Registered;
  /** Region of the provider that a resource uses. */
  region(provider: string): string;
}
