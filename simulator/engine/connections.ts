import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { grpcClientOptions } from "./sdk";

type Log = (request: LogRequest, callback: (error: null, answer: Empty) => void) => unknown;

/** Sets up the SDK's connections to engines for a process that stays while engines come and go. */
export function prepareConnections(): void {
  // By default gRPC keeps what it knows of an address for the whole process, and a port that comes round again is then
  // the dead engine's: "No connection established".
  grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;
  // Four of five calls carry debug messages, which the engine drops unless a command asks for them; no test does.
  const client = EngineClient.prototype as unknown as { log: Log };
  const { log } = client;
  client.log = function (request, callback) {
    if (request.getSeverity() !== LogSeverity.DEBUG) return log.call(this, request, callback);
    process.nextTick(callback, null, new Empty());
    return undefined;
  };
}
