import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { grpcClientOptions } from "./sdk";

type Log = (request: LogRequest, callback: (error: null, answer: Empty) => void) => unknown;

/** Sets up the SDK's connections for a process that serves one engine after another. */
export function prepareConnections(): void {
  // By default gRPC shares connections by address within a process. A new engine on the port of an ended one then fails
  // with "No connection established".
  grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;
  // Four of five calls are debug messages. The engine discards them unless a command requests them; no test does.
  const client = EngineClient.prototype as unknown as { log: Log };
  const { log } = client;
  client.log = function (request, callback) {
    if (request.getSeverity() !== LogSeverity.DEBUG) return log.call(this, request, callback);
    process.nextTick(callback, null, new Empty());
    return undefined;
  };
}
