import { setImmediate, setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { RunResponse } from "@pulumi/pulumi/proto/language_pb";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { callsUnderWay, countCalls } from "./calls";
import { prepareConnections } from "./connections";
import { start } from "./loaded";
import { configOf, programOf } from "./program";
import type { Program } from "./program";
import type { Store } from "./sdk";
import { defaultErrorMessage, getLocalStore, signalAndWaitForShutdown, waitForRPCs, withLocalStorage } from "./sdk";

/** A program does nothing slow but calls to its engine, so one that makes none for so long never comes to its end. */
const idleNanoseconds = 3_000_000_000n;
const lookEveryMilliseconds = 20;

/** A run that is under way. */
interface Run {
  readonly program: Program;
  /** What went wrong, and was shown. */
  readonly errors: Set<unknown>;
  readonly messages: Promise<void>[];
  /** The program has come to its end; what it began may still fail. */
  hasReturned: boolean;
}
const runs = new WeakMap<Store, Run>();

/** Shows an error of a run in the words of the SDK's own runner (`cmd/run`). */
function show(error: unknown, { program, hasReturned }: Run, { terminated }: Store): Promise<void> {
  const { log, ResourceError, RunError } = pulumi;
  if (hasReturned) return log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (RunError.isInstance(error)) return log.error(error.message);
  if (ResourceError.isInstance(error)) {
    const text = error.hideStack === true ? error.message : defaultErrorMessage(error);
    // All later messages of this process, the next runs' too, would wait for the URN of a resource that never gets one.
    return log.error(text, terminated ? undefined : error.resource);
  }
  const text = `Running program '${program.entryPoint}' failed with an unhandled exception:`;
  return log.error(`${text}\n${defaultErrorMessage(error)}`);
}

/** Takes an error that nobody caught; each is shown once. */
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
  run.messages.push(show(error, run, store));
}

/** Waits for a part of a run, or until nothing is left to do: a Node of its own would end then. */
async function unlessIdle(store: Store, signal: AbortSignal, part: Promise<unknown>): Promise<void> {
  let done = false;
  void part.finally(() => (done = true));
  let quietSince = process.hrtime.bigint();
  const idle = async () => {
    while (!done && !signal.aborted) {
      await setTimeout(lookEveryMilliseconds);
      if (callsUnderWay(store) > 0) quietSince = process.hrtime.bigint();
      else if (store.terminated || process.hrtime.bigint() - quietSince > idleNanoseconds) return;
    }
  };
  await Promise.race([part, idle()]);
}

async function execute(store: Store, run: Run, signal: AbortSignal): Promise<void> {
  const finish = async () => {
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(start(run.program))).catch(report);
    run.hasReturned = run.errors.size === 0;
    await waitForRPCs();
  };
  await unlessIdle(store, signal, finish().catch(report));
  // Until promises that were rejected on the way have been reported.
  await setImmediate();
  // The engine deletes what was not registered, so it never hears of the end of a program that failed.
  if (run.errors.size === 0 && !store.terminated) {
    // It fails if the engine is gone, which the engine's user knows.
    await unlessIdle(
      store,
      signal,
      signalAndWaitForShutdown().catch(() => undefined),
    );
  }
  await unlessIdle(store, signal, Promise.all(run.messages));
}

async function answer(request: RunRequest, engineAddress: string, signal: AbortSignal): Promise<RunResponse> {
  const store = getLocalStore();
  if (store === undefined) throw new Error("a run has a store of its own");
  const run: Run = { program: programOf(request.getInfo()), errors: new Set(), messages: [], hasReturned: false };
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
  try {
    await execute(store, run, signal);
  } finally {
    settings.disconnectSync();
    store.settings.monitor?.close();
    store.settings.engine?.close();
    runs.delete(store);
  }
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
 * Runs the program of a request in this process; one after the other, since they share its working directory. What it
 * prints by itself goes to the output of this process, not to the engine's.
 *
 * @param signal - aborted when the engine is gone
 * @returns what a Node of the program's own would have come to
 */
export function runWarm(request: RunRequest, engineAddress: string, signal: AbortSignal): Promise<RunResponse> {
  const turn = last.then(() => withLocalStorage(() => answer(request, engineAddress, signal)));
  last = turn.catch(() => undefined);
  return turn;
}
