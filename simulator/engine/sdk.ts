import type * as grpc from "@grpc/grpc-js";
import * as printed from "@pulumi/pulumi/cmd/run/error";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";

/** The SDK's state of one run. Source: @pulumi/pulumi/runtime/state */
export interface Store {
  readonly settings: {
    readonly options: { rootDirectory: string };
    readonly monitor?: grpc.Client;
    readonly engine?: grpc.Client;
  };
  /** The engine has closed the connection and answers no further calls. */
  readonly terminated: boolean;
}

/** Functions with which the SDK itself runs programs (`cmd/run`, `automation/server`); missing from its typings. */
export const { withLocalStorage, getLocalStore } = state as unknown as {
  withLocalStorage: <T>(run: () => Promise<T>) => Promise<T>;
  getLocalStore: () => Store | undefined;
};
export const { waitForRPCs, signalAndWaitForShutdown, grpcClientOptions } = settings as unknown as {
  /** Waits until the engine has answered all calls. */
  waitForRPCs: () => Promise<void>;
  /** Signals that the program has registered all resources, and waits until the engine has finished. */
  signalAndWaitForShutdown: () => Promise<void>;
  /** Options of every connection to an engine. */
  grpcClientOptions: Record<string, unknown> & { readonly interceptors: grpc.Interceptor[] };
};
/** Formats an error as the SDK prints it. */
export const { defaultErrorMessage } = printed as unknown as { defaultErrorMessage: (error: unknown) => string };
