import { Resource } from "@pulumi/pulumi";
import debuggable = require("@pulumi/pulumi/runtime/debuggable");
import { copyPlainInputs } from "./plain-inputs";
import { makeOutputsLazy } from "./lazy-outputs";
import type { Marked } from "./pending";
import { pendingPromises } from "./pending";
import { keepStructsPlain } from "./plain-structs";

type DebuggablePromise = (promise: Marked, context?: string) => Promise<unknown>;

/** Marks of the promises that `watch` reports when a run is stuck: registrations, and inputs that are promises. */
const watched = /^(resource:|serializeProperty\.await\()/;

/** Tracks only promises that may come from the program, without a stack trace for each. */
function trackFewPromises(): void {
  const sdk = debuggable as unknown as { debuggablePromise?: DebuggablePromise };
  if (sdk.debuggablePromise === undefined) return;
  sdk.debuggablePromise = (promise, context = "") => {
    if (!watched.test(context)) return promise;
    const pending = pendingPromises();
    promise._debugCtx = context;
    pending.add(promise);
    // As in the SDK, the caller gets the promise behind it: an error that nobody handles has to stay unhandled.
    return promise.finally(() => pending.delete(promise));
  };
}

/** Omits the source position of each resource, which the simulator never shows. */
function skipCallSites(): void {
  const sdk = Resource as unknown as { callsites?: () => readonly object[] };
  if (sdk.callsites !== undefined) sdk.callsites = () => [];
}

/** If this variable is set, the SDK stays unchanged. Tests compare both. */
const unchangedByEnvironment = "PRIVATE_INTEGRATIONS_UNCHANGED_SDK";

let done = false;

/**
 * Replaces parts of the SDK in this process that only an engine in another process needs, and that a preview never reads:
 * docs/decisions/0011-lean-sdk.md. Functions that a later SDK lacks are not replaced.
 */
export function makeSdkLean(): void {
  if (done || process.env[unchangedByEnvironment] !== undefined) return;
  done = true;
  makeOutputsLazy();
  copyPlainInputs();
  trackFewPromises();
  skipCallSites();
  keepStructsPlain();
}
