import { format } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { createMonitor } from "./monitor";
import type { FindModel } from "./aws/models";
import { anyModel, knownModel } from "./aws/models";
import { namedZones } from "./aws/zones";
import { entryOf } from "./entry";
import { loadProgram } from "./load";
import type { Project } from "./project";
import { readProject } from "./project";
import type { Pass, Registered, ResourceOptions } from "./registration";
import { Registry } from "./registry";
import { makeSdkLean } from "./sdk/lean";
import type { Properties } from "./values";
import { reveal, unknown, unwrap } from "./values";
import { watch } from "./watch";

/** How to run a program. */
interface PassOptions {
  readonly stack: string;
  readonly pass: Pass;
  /** A run that registers no resource for this long is stuck; 10 by default. */
  readonly idleSeconds?: number;
  /** Receives the number of resources after each registration. */
  readonly registered?: (resources: number) => void;
  /** Outputs of another stack, by its full name; undefined if they cannot be read. */
  readonly stackOutputs?: ((stack: string) => Properties | undefined) | undefined;
}

/** The run to simulate. */
export interface RunOptions extends PassOptions {
  /** Folder of `Pulumi.yaml`. */
  readonly directory: string;
  /** Values by key of the project's namespace; they override the stack file. */
  readonly overrides?: Properties;
  /** The program to run; by default the project's main file. */
  readonly program?: () => unknown;
}

/** A program without a project of its own. */
export interface FreeRunOptions extends PassOptions {
  readonly program: () => unknown;
}

/** A resource that a run registered. Unknown values are null; `unknown` lists their paths. */
export interface CapturedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string | null;
  readonly custom: boolean;
  readonly inputs: Properties;
  readonly unknown: readonly string[];
  readonly outputs: Properties;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly provider: string;
  readonly options: ResourceOptions;
}

/** The resources and errors of a run. */
export interface RunResult {
  readonly project: string;
  readonly stack: string;
  /** Sorted by URN, since the order of registration depends on the timing of promises. */
  readonly resources: readonly CapturedResource[];
  readonly outputs: Properties;
  /** Messages, each with the stack trace if it has one. */
  readonly errors: readonly string[];
  /** Lines that the program logged. */
  readonly messages: readonly string[];
  readonly unreadableSecrets: readonly string[];
  /** Environments of Pulumi ESC whose values are missing. */
  readonly environments: readonly string[];
  /** Keys beside `config` that nothing reads. */
  readonly strayKeys: readonly string[];
}

/** Missing from the SDK's typings. The SDK's entry point for the CLI calls it before it runs a program. */
const { awaitFeatureSupport } = settings as typeof settings & { awaitFeatureSupport: () => Promise<void> };

/**
 * Collects the program's console output, as the CLI does. Without an engine the SDK also prints its log messages, and
 * standard output is reserved for the tool that runs the program.
 */
async function collectPrinted<T>(messages: string[], run: () => Promise<T>): Promise<T> {
  const printed = console.log;
  console.log = (...parts: unknown[]) => void messages.push(format(...parts).replace(/^info: \[runtime\] /, ""));
  try {
    return await run();
  } finally {
    console.log = printed;
  }
}

makeSdkLean();

/** Programs do no slow work of their own, so a run that registers no resource for this long is stuck. */
const defaultIdleSeconds = 10;

function capture(resource: Registered): CapturedResource {
  const { urn, type, name, parent, custom, dependencies, propertyDependencies, provider, options } = resource;
  const inputs = reveal(resource.inputs);
  // In a preview the id is unknown, not absent. A resource reference is shown as its id, as policies see it.
  const answered = unwrap(resource.outputs) as Properties;
  const outputs = reveal(custom ? { ...answered, id: resource.id || unknown } : answered).known;
  return {
    urn,
    type,
    name,
    parent: parent === "" ? null : parent,
    custom,
    inputs: inputs.known,
    unknown: inputs.unknown,
    outputs,
    dependencies,
    propertyDependencies,
    provider,
    options,
  };
}

/** What the SDK says of a feature that this engine lacks. */
const unsupported = /The Pulumi CLI does not support (.*)\. Please update the Pulumi CLI/;

function describe(error: unknown): string {
  if (pulumi.RunError.isInstance(error)) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [, feature] = unsupported.exec(text) ?? [];
  return feature === undefined
    ? text
    : `the simulator does not support ${feature}; preview the program with the Pulumi CLI`;
}

async function execute(program: () => unknown, registry: Registry, idleSeconds: number): Promise<unknown[]> {
  const errors = new Set<unknown>();
  const onError = (error: unknown) => void errors.add(error);
  // Errors inside an Output or a constructor's registration are not awaited anywhere.
  process.on("unhandledRejection", onError);
  const { stuck, stop } = watch(registry, idleSeconds, () => errors.size > 0);
  try {
    await Promise.race([stuck, pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()))]).catch(onError);
    await Promise.race([stuck, settings.disconnect()]).catch(onError);
    await new Promise((done) => setImmediate(done));
  } finally {
    stop();
    process.off("unhandledRejection", onError);
  }
  return [...errors];
}

/** Runs the project's main file, in its folder, as the CLI does: a program may read files of its own. */
async function runMain(directory: string, main: string | undefined): Promise<unknown> {
  const entry = entryOf(directory, main);
  const before = process.cwd();
  process.chdir(entry.folder);
  try {
    return await loadProgram(entry);
  } finally {
    process.chdir(before);
  }
}

/**
 * Runs a project's program in this process, with a simulated engine and simulated AWS.
 *
 * @throws ProjectError for files and values that the CLI would reject before it runs the program
 */
export async function runProgram(options: RunOptions): Promise<RunResult> {
  const project = readProject(options.directory, options.stack, options.overrides ?? {});
  const program = options.program ?? (() => runMain(options.directory, project.main));
  return runIn(project, { ...options, program }, knownModel);
}

/** Runs a program that belongs to no project. A resource type that the simulator does not know gets an id and an ARN. */
export function runFreeProgram(options: FreeRunOptions): Promise<RunResult> {
  const project = {
    name: "program",
    main: undefined,
    config: {},
    unreadableSecrets: [],
    environments: [],
    strayKeys: [],
    secretKeys: [],
    faults: [],
  };
  return runIn(project, options, anyModel);
}

async function runIn(project: Project, options: FreeRunOptions, find: FindModel): Promise<RunResult> {
  const { stack, pass, program } = options;
  const registry = new Registry(project.name, stack, pass, find, namedZones(project.config));
  const messages: string[] = [];
  registry.registered = options.registered;
  registry.stackOutputs = options.stackOutputs;
  settings.setMockOptions(createMonitor(registry), project.name, stack, pass === "preview", "organization");
  pulumi.runtime.setAllConfig(project.config, [...project.secretKeys]);
  await awaitFeatureSupport();
  const errors = await collectPrinted(messages, () =>
    execute(program, registry, options.idleSeconds ?? defaultIdleSeconds),
  );
  const resources = [...registry.resources.values()].map(capture).sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return {
    project: project.name,
    stack,
    resources,
    outputs: resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {},
    errors: [...new Set(errors.map(describe))],
    messages,
    unreadableSecrets: project.unreadableSecrets,
    environments: project.environments,
    strayKeys: project.strayKeys,
  };
}
