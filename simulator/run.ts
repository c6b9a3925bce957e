import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { format } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { createMonitor } from "./monitor";
import { readProject } from "./project";
import type { Pass, Registered, ResourceOptions } from "./registration";
import { Registry } from "./registry";
import { makeSdkLean } from "./sdk/lean";
import type { Properties } from "./values";
import { reveal, unknown, unwrap } from "./values";
import { watch } from "./watch";

/** What to run. */
export interface RunOptions {
  /** Folder of `Pulumi.yaml`. */
  readonly directory: string;
  readonly stack: string;
  readonly pass: Pass;
  /** Keys of the project's namespace that stand in for those of the stack file. */
  readonly overrides?: Properties;
  /** The program; by default the project's own. */
  readonly program?: () => unknown;
  /** How long a run may register nothing before it counts as stuck; 10 by default. */
  readonly idleSeconds?: number;
}

/** A resource that a run registered; unknown values are null and listed by path. */
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

/** What a run registered, or why it did not. */
export interface RunResult {
  readonly project: string;
  readonly stack: string;
  /** Sorted by URN: the order of registration follows the timing of promises. */
  readonly resources: readonly CapturedResource[];
  readonly outputs: Properties;
  readonly errors: readonly string[];
  /** What the program logged. */
  readonly messages: readonly string[];
  readonly unreadableSecrets: readonly string[];
}

/** The SDK's typings leave it out, yet its own entry point for the CLI calls it before it runs a program. */
const { awaitFeatureSupport } = settings as typeof settings & { awaitFeatureSupport: () => Promise<void> };

/**
 * Collects what a program prints while it runs, as the CLI does: without an engine the SDK prints its log messages too,
 * and standard output belongs to the tool that runs the program.
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

/** A program does nothing slow of its own, so a run that registers nothing for so long is stuck. */
const defaultIdleSeconds = 10;

function capture(resource: Registered): CapturedResource {
  const { urn, type, name, parent, custom, dependencies, propertyDependencies, provider, options } = resource;
  const inputs = reveal(resource.inputs);
  // At a preview the id is unknown, not absent; a reference to a resource counts as its id, as policies see it.
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

function describe(error: unknown): string {
  if (pulumi.RunError.isInstance(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 6).join("\n") : String(error);
}

async function execute(program: () => unknown, registry: Registry, idleSeconds: number): Promise<unknown[]> {
  const errors = new Set<unknown>();
  const onError = (error: unknown) => void errors.add(error);
  // What fails inside an Output or a constructor's registration reaches nobody's await.
  process.on("unhandledRejection", onError);
  const { stuck, stop } = watch(registry, idleSeconds);
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

/** Loads a program as the CLI's language host does, by require, and runs what it exports. */
function load(directory: string, main: string): unknown {
  const exported = createRequire(join(directory, "Pulumi.yaml"))(resolve(directory, main)) as unknown;
  return typeof exported === "function" ? (exported as () => unknown)() : exported;
}

/**
 * Runs a project's program in this process, against a stand-in for the engine and the cloud.
 *
 * @throws ProjectError for what the CLI would refuse before the program runs
 */
export async function runProgram(options: RunOptions): Promise<RunResult> {
  const { stack, pass } = options;
  const project = readProject(options.directory, stack, options.overrides ?? {});
  const registry = new Registry(project.name, stack, pass);
  const messages: string[] = [];
  const program = options.program ?? (() => load(options.directory, project.main));
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
  };
}
