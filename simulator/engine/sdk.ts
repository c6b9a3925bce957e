import type * as grpc from "@grpc/grpc-js";
import * as printed from "@pulumi/pulumi/cmd/run/error";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";

/** What the SDK keeps of one run. Source: @pulumi/pulumi/runtime/state */
export interface Store {
  readonly settings: {
    readonly options: { rootDirectory: string };
    readonly monitor?: grpc.Client;
    readonly engine?: grpc.Client;
  };
  /** The engine has ended its side: no call is answered any more. */
  readonly terminated: boolean;
}

/**
 * What the SDK's own ways to run a program (`cmd/run`, `automation/server`) use of it; its typings leave these out.
 */
export const { withLocalStorage, getLocalStore } = state as unknown as {
  withLocalStorage: <T>(run: () => Promise<T>) => Promise<T>;
  getLocalStore: () => Store | undefined;
};
export const { waitForRPCs, signalAndWaitForShutdown, grpcClientOptions } = settings as unknown as {
  /** Until no call to the engine is under way. */
  waitForRPCs: () => Promise<void>;
  /** Tells the engine that the program has registered all, and waits until it has done the rest. */
  signalAndWaitForShutdown: () => Promise<void>;
  /** Of every connection to an engine. */
  grpcClientOptions: Record<string, unknown> & { readonly interceptors: grpc.Interceptor[] };
};
/** An error in the words in which the SDK prints it. */
export const { defaultErrorMessage } = printed as unknown as { defaultErrorMessage: (error: unknown) => string };
