import * as grpc from "@grpc/grpc-js";
import type { Store } from "./sdk";
import { getLocalStore, grpcClientOptions } from "./sdk";

const counts = new WeakMap<Store, number>();

/** How many calls of a run the engine has not answered yet. */
export const pendingCalls = (store: Store): number => counts.get(store) ?? 0;

/** Counts the calls of every connection to an engine that is opened from now on. */
export function countCalls(): void {
  grpcClientOptions.interceptors.push((options, nextCall) => {
    const store = getLocalStore();
    const add = (change: number) => store !== undefined && counts.set(store, pendingCalls(store) + change);
    return new grpc.InterceptingCall(nextCall(options), {
      start: (metadata, _, next) => {
        add(1);
        next(metadata, {
          onReceiveStatus: (status, forward) => {
            add(-1);
            forward(status);
          },
        });
      },
    });
  });
}
