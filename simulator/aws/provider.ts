import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { AwsAccount, typeOf } from "./account";
import type { Call } from "./faults";
import { Faults } from "./faults";
import type { ProviderCall } from "./handlers";
import { Handlers } from "./handlers";
import { toServiceError } from "./partial-failure";

/** The AWS simulator as a provider for an engine in another process: `PULUMI_DEBUG_PROVIDERS=aws:<port>`. */
export interface AwsProvider {
  readonly port: number;
  /** The simulated account. */
  readonly account: AwsAccount;
  /** Faults to inject. */
  readonly faults: Faults;
  /** Calls that AWS accepted, in the order in which it did. A test may empty the list. */
  readonly calls: ProviderCall[];
  readonly close: () => void;
}

/** Version of @pulumi/aws, whose provider this simulates. */
const version = "7.48.0";

const handler =
  <Q, R>(answer: (request: Q) => R): grpc.handleUnaryCall<Q, R> =>
  ({ request }, callback) => {
    try {
      callback(null, answer(request));
    } catch (error) {
      callback(toServiceError(error));
    }
  };

/** Handles a call into which faults may be injected. Previews are never affected. */
const fallible =
  <Q extends { getUrn(): string }, R>(
    faults: Faults,
    call: Call,
    answer: (request: Q) => R,
  ): grpc.handleUnaryCall<Q, R> =>
  (serverCall, callback) => {
    const { request } = serverCall;
    const preview = "getPreview" in request && (request as unknown as { getPreview(): boolean }).getPreview();
    const failure = preview ? undefined : faults.next(call, request.getUrn(), typeOf(request.getUrn()));
    if (failure === undefined) {
      handler(answer)(serverCall, callback);
    } else if ("delayMilliseconds" in failure) {
      setTimeout(() => {
        handler(answer)(serverCall, callback);
      }, failure.delayMilliseconds);
    } else if ("connection" in failure) {
      handler(answer)(serverCall, (error) => {
        callback(error ?? { code: grpc.status.UNAVAILABLE, details: "error reading from server: EOF" });
      });
    } else {
      callback({ code: grpc.status.UNKNOWN, details: failure.error });
    }
  };

function accepted(request: proto.CheckRequest): proto.CheckResponse {
  const response = new proto.CheckResponse();
  response.setInputs(request.getNews());
  return response;
}

/** The engine warns if a provider is older than the program's SDK. */
function pluginInfo(): PluginInfo {
  const info = new PluginInfo();
  info.setVersion(version);
  return info;
}

/** Serves an empty account from this process, so that tests can inspect it. @returns the provider, once it listens */
export function serveAws(): Promise<AwsProvider> {
  const account = new AwsAccount();
  const calls: ProviderCall[] = [];
  const handlers = new Handlers(account, (call) => void calls.push(call));
  const faults = new Faults();
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, {
    attach: handler(() => new Empty()),
    cancel: handler(() => new Empty()),
    getPluginInfo: handler(pluginInfo),
    checkConfig: handler(accepted),
    diffConfig: handler(() => new proto.DiffResponse()),
    configure: handler((request: proto.ConfigureRequest) => handlers.configure(request)),
    check: handler((request: proto.CheckRequest) => handlers.check(request)),
    diff: handler((request: proto.DiffRequest) => handlers.diff(request)),
    create: fallible(faults, "create", (request: proto.CreateRequest) => handlers.create(request)),
    update: fallible(faults, "update", (request: proto.UpdateRequest) => handlers.update(request)),
    read: fallible(faults, "read", (request: proto.ReadRequest) => handlers.read(request)),
    delete: fallible(faults, "delete", (request: proto.DeleteRequest) => handlers.delete(request)),
    invoke: handler((request: proto.InvokeRequest) => handlers.invoke(request)),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else
        resolve({
          port,
          account,
          faults,
          calls,
          close: () => {
            server.forceShutdown();
          },
        });
    });
  });
}
