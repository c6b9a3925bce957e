import { setImmediate, setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { RunResponse } from "@pulumi/pulumi/proto/language_pb";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { pendingCalls, countCalls } from "./calls";
import { prepareConnections } from "./connections";
import { start } from "./loaded";
import { configOf, programOf } from "./program";
import type { Program } from "./program";
import type { Store } from "./sdk";
import { defaultErrorMessage, getLocalStore, signalAndWaitForShutdown, waitForRPCs, withLocalStorage } from "./sdk";

/** A program's only slow work is calls to its engine, so a program without a call for this long never ends. */
const idleNanoseconds = 3_000_000_000n;
const pollMilliseconds = 20;

/** A run in progress. */
interface Run {
  readonly program: Program;
  /** Errors that were reported. */
  readonly errors: Set<unknown>;
  readonly messages: Promise<void>[];
  /** The program has returned; its pending calls may still fail. */
  hasReturned: boolean;
}
const runs = new WeakMap<Store, Run>();

/** Logs an error of a run as the SDK's own runner (`cmd/run`) does. */
function show(error: unknown, { program, hasReturned }: Run, { terminated }: Store): Promise<void> {
  const { log, ResourceError, RunError } = pulumi;
  if (hasReturned) return log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  if (RunError.isInstance(error)) return log.error(error.message);
  if (ResourceError.isInstance(error)) {
    const text = error.hideStack === true ? error.message : defaultErrorMessage(error);
    // If the engine has ended, the resource never gets a URN, and all later messages of this process would wait for it.
    return log.error(text, terminated ? undefined : error.resource);
  }
  const text = `Running program '${program.entryPoint}' failed with an unhandled exception:`;
  return log.error(`${text}\n${defaultErrorMessage(error)}`);
}

/** Handles an uncaught error; each error is reported once. */
function report(error: unknown): void {
  const store = getLocalStore();
  if (store === undefined) {
    process.stderr.write(`${defaultErrorMessage(error)}\n`);
    process.exit(1);
  }
  const run = runs.get(store);
  // Calls that a run left pending may fail after its end; those errors are ignored.
  if (run === undefined || run.errors.has(error)) return;
  run.errors.add(error);
  run.messages.push(show(error, run, store));
}

/** Waits for a part of a run, or until the run is idle: a separate Node process would end then. */
async function unlessIdle(store: Store, signal: AbortSignal, part: Promise<unknown>): Promise<void> {
  let done = false;
  void part.finally(() => (done = true));
  let quietSince = process.hrtime.bigint();
  const idle = async () => {
    while (!done && !signal.aborted) {
      await setTimeout(pollMilliseconds);
      if (pendingCalls(store) > 0) quietSince = process.hrtime.bigint();
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
  // Rejected promises are reported before this continues.
  await setImmediate();
  // The engine deletes resources that were not registered, so the end of a failed program must not be signalled.
  if (run.errors.size === 0 && !store.terminated) {
    // This fails if the engine has ended, which its user already sees.
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
  if (store === undefined) throw new Error("no store of the run: run it inside withLocalStorage");
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

/** Prepares this process to run programs and to keep their modules loaded. */
export function prepareWarmRuns(): void {
  prepareConnections();
  countCalls();
  process.on("unhandledRejection", report);
  process.on("uncaughtException", report);
}

/**
 * Runs the program of a request in this process, one program at a time, since they share the working directory. The
 * program's console output goes to this process, not to the engine.
 *
 * @param signal - aborted when the engine has ended
 * @returns the response that a separate Node process would give
 */
export function runWarm(request: RunRequest, engineAddress: string, signal: AbortSignal): Promise<RunResponse> {
  const turn = last.then(() => withLocalStorage(() => answer(request, engineAddress, signal)));
  last = turn.catch(() => undefined);
  return turn;
}
