import * as state from "@pulumi/pulumi/runtime/state";

/** A promise with the SDK's mark, by which pending promises are reported. Source: @pulumi/pulumi/runtime/debuggable */
export type Marked = Promise<unknown> & { _debugCtx?: string };

/** Missing from the SDK's typings. */
const { getStore } = state as unknown as { getStore: () => { readonly leakCandidates: Set<Marked> } };

/** Promises of the current run that the SDK tracks and that have not settled. */
export const pendingPromises = (): Set<Marked> => getStore().leakCandidates;
