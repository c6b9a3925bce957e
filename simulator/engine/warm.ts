import { realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { sep } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { RunResponse } from "@pulumi/pulumi/proto/language_pb";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { callsUnderWay, countCalls } from "./calls";
import { prepareConnections } from "./connections";
import { configOf, programOf } from "./program";
import type { Program } from "./program";
import type { Store } from "./sdk";
import { defaultErrorMessage, getLocalStore, signalAndWaitForShutdown, waitForRPCs, withLocalStorage } from "./sdk";

/** A program does nothing slow but calls to its engine, so one that makes none for so long never comes to its end. */
const idleNanoseconds = 3_000_000_000n;
const lookEveryMilliseconds = 20;

const required = createRequire(__filename);

/** A run that is under way. */
interface Run {
  readonly program: Program;
  /** What went wrong, and was shown. */
  readonly errors: Set<unknown>;
  /** The program has come to its end; what it began may still fail. */
  hasReturned: boolean;
}
const runs = new WeakMap<Store, Run>();

/** Shows an error of a run in the words of the SDK's own runner (`cmd/run`), once. */
function report(error: unknown): void {
  const store = getLocalStore();
  if (store === undefined) {
    process.stderr.write(`${defaultErrorMessage(error)}\n`);
    process.exit(1);
  }
  const run = runs.get(store);
  // What a run leaves behind may still fail when it is over, and is nobody's by then.
  if (run === undefined || run.errors.has(error)) return;
  run.errors.add(error);
  if (run.hasReturned) {
    void pulumi.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } else if (pulumi.RunError.isInstance(error)) {
    void pulumi.log.error(error.message);
  } else if (pulumi.ResourceError.isInstance(error)) {
    void pulumi.log.error(error.hideStack === true ? error.message : defaultErrorMessage(error), error.resource);
  } else {
    const text = `Running program '${run.program.entryPoint}' failed with an unhandled exception:`;
    void pulumi.log.error(`${text}\n${defaultErrorMessage(error)}`);
  }
}

/** Modules that the program consists of, without those it depends on. */
function ownModules({ directory }: Program): readonly string[] {
  const own = realpathSync(directory) + sep;
  return Object.keys(required.cache).filter(
    (file) => file.startsWith(own) && !file.includes(`${sep}node_modules${sep}`),
  );
}

const versionsOf = (files: readonly string[]) => files.map((file) => statSync(file).mtimeMs).join();
const loaded = new Map<string, { readonly main: () => unknown; readonly versions: string }>();

/**
 * Runs the program as it is loaded. Its modules are loaded anew if a file has changed, or if they register resources
 * when they are loaded: a program that exports a function does so when it is called.
 */
function start(program: Program): unknown {
  const { entryPoint } = program;
  const known = loaded.get(entryPoint);
  if (known?.versions === versionsOf(ownModules(program))) return known.main();
  loaded.delete(entryPoint);
  for (const file of ownModules(program)) Reflect.deleteProperty(required.cache, file);
  const exported = required(entryPoint) as unknown;
  if (typeof exported !== "function") return exported;
  const main = exported as () => unknown;
  loaded.set(entryPoint, { main, versions: versionsOf(ownModules(program)) });
  return main();
}

/** Until a run that never finishes is over: a Node of its own would end, since nothing is left to do. */
async function nothingLeft(store: Store, signal: AbortSignal): Promise<void> {
  let quietSince = process.hrtime.bigint();
  while (!signal.aborted) {
    await setTimeout(lookEveryMilliseconds);
    if (callsUnderWay(store) > 0) quietSince = process.hrtime.bigint();
    else if (store.terminated || process.hrtime.bigint() - quietSince > idleNanoseconds) return;
  }
}

async function execute(store: Store, run: Run, signal: AbortSignal): Promise<void> {
  const finished = new AbortController();
  const finish = async () => {
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(start(run.program))).catch(report);
    run.hasReturned = run.errors.size === 0;
    await waitForRPCs();
  };
  await Promise.race([finish(), nothingLeft(store, AbortSignal.any([signal, finished.signal]))]);
  finished.abort();
  // Until promises that were rejected on the way have been reported.
  await setImmediate();
  // The engine deletes what was not registered, so it never hears of the end of a program that failed.
  if (run.errors.size === 0 && !signal.aborted && !store.terminated) await signalAndWaitForShutdown();
}

async function answer(request: RunRequest, engineAddress: string, signal: AbortSignal): Promise<RunResponse> {
  const store = getLocalStore();
  if (store === undefined) throw new Error("a run has a store of its own");
  const run: Run = { program: programOf(request.getInfo()), errors: new Set(), hasReturned: false };
  runs.set(store, run);
  settings.resetOptions(
    request.getProject(),
    request.getStack(),
    request.getParallel(),
    engineAddress,
    request.getMonitorAddress(),
    request.getDryrun(),
    request.getOrganization(),
  );
  store.settings.options.rootDirectory = run.program.root;
  pulumi.runtime.setAllConfig(configOf(request), request.getConfigsecretkeysList());
  process.chdir(request.getPwd());
  process.argv = [...process.argv.slice(0, 2), ...request.getArgsList()];
  await execute(store, run, signal);
  settings.disconnectSync();
  store.settings.monitor?.close();
  store.settings.engine?.close();
  runs.delete(store);
  const response = new RunResponse();
  response.setBail(run.errors.size > 0);
  return response;
}

let last: Promise<unknown> = Promise.resolve();

/** Lets programs run in this process, which keeps the modules that it has loaded once. */
export function prepareWarmRuns(): void {
  prepareConnections();
  countCalls();
  process.on("unhandledRejection", report);
  process.on("uncaughtException", report);
}

/**
 * Runs the program of a request in this process; one after the other, since they share its working directory.
 *
 * @param signal - aborted when the engine is gone
 * @returns what a Node of the program's own would have come to
 */
export function runWarm(request: RunRequest, engineAddress: string, signal: AbortSignal): Promise<RunResponse> {
  const turn = last.then(() => withLocalStorage(() => answer(request, engineAddress, signal)));
  last = turn.catch(() => undefined);
  return turn;
}
