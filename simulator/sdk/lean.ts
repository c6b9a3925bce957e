import { Resource } from "@pulumi/pulumi";
import debuggable = require("@pulumi/pulumi/runtime/debuggable");
import * as state from "@pulumi/pulumi/runtime/state";
import { makeOutputsLazy } from "./lazy-outputs";
import { keepStructsPlain } from "./plain-structs";

/** A promise as the SDK marks it. Source: @pulumi/pulumi/runtime/debuggable */
type Marked = Promise<unknown> & { _debugCtx?: string };
type DebuggablePromise = (promise: Marked, context?: string) => Promise<unknown>;

const { getStore } = state as unknown as { getStore: () => { readonly leakCandidates: Set<Marked> } };

/** What `watch` names when a run is stuck: registrations, and inputs that are promises. */
const watched = /^(resource:|serializeProperty\.await\()/;

/** Follows only promises that can be the program's own, and without a stack trace for each. */
function followFewPromises(): void {
  const sdk = debuggable as unknown as { debuggablePromise?: DebuggablePromise };
  if (sdk.debuggablePromise === undefined) return;
  sdk.debuggablePromise = (promise, context = "") => {
    if (!watched.test(context)) return promise;
    const { leakCandidates } = getStore();
    promise._debugCtx = context;
    leakCandidates.add(promise);
    return promise.finally(() => leakCandidates.delete(promise));
  };
}

/** Leaves out where in the source a resource was made: the simulator shows it nowhere. */
function skipCallSites(): void {
  const sdk = Resource as unknown as { callsites?: () => readonly object[] };
  if (sdk.callsites !== undefined) sdk.callsites = () => [];
}

/** Set to any text, this lets the SDK work as it is; the tests compare both. */
const unchangedByEnvironment = "PRIVATE_INTEGRATIONS_UNCHANGED_SDK";

let done = false;

/**
 * Replaces, in this process, what the SDK does for an engine in another process and a preview here never reads:
 * docs/decisions/0011-lean-sdk.md. Each function that a later SDK lacks is left alone.
 */
export function makeSdkLean(): void {
  if (done || process.env[unchangedByEnvironment] !== undefined) return;
  done = true;
  makeOutputsLazy();
  followFewPromises();
  skipCallSites();
  keepStructsPlain();
}
