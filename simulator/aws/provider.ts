import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { AwsAccount, typeOf } from "./account";
import { throughCloudControl } from "./cloud-control";
import type { Call } from "./faults";
import { Faults } from "./faults";
import type { Answers, ProviderCall } from "./handlers";
import { Handlers } from "./handlers";
import { toServiceError } from "./partial-failure";

/**
 * The AWS simulator as two providers for an engine in another process:
 * `PULUMI_DEBUG_PROVIDERS=aws:<port>,aws-native:<nativePort>`. Both have the same account, faults and calls.
 */
export interface AwsProvider {
  readonly port: number;
  readonly nativePort: number;
  /** The simulated account. */
  readonly account: AwsAccount;
  /** Faults to inject. */
  readonly faults: Faults;
  /** Calls that AWS accepted, in the order in which it did. A test may empty the list. */
  readonly calls: ProviderCall[];
  readonly close: () => void;
}

/** Versions of the providers that this simulates: of @pulumi/aws, and of Pulumi's provider for Cloud Control. */
const awsVersion = "7.48.0";
const nativeVersion = "1.79.0";

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
function pluginInfo(version: string): PluginInfo {
  const info = new PluginInfo();
  info.setVersion(version);
  return info;
}

function serverOf(version: string, answers: Answers, faults: Faults): grpc.Server {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, {
    attach: handler(() => new Empty()),
    cancel: handler(() => new Empty()),
    getPluginInfo: handler(() => pluginInfo(version)),
    checkConfig: handler(accepted),
    diffConfig: handler(() => new proto.DiffResponse()),
    configure: handler((request: proto.ConfigureRequest) => answers.configure(request)),
    check: handler((request: proto.CheckRequest) => answers.check(request)),
    diff: handler((request: proto.DiffRequest) => answers.diff(request)),
    create: fallible(faults, "create", (request: proto.CreateRequest) => answers.create(request)),
    update: fallible(faults, "update", (request: proto.UpdateRequest) => answers.update(request)),
    read: fallible(faults, "read", (request: proto.ReadRequest) => answers.read(request)),
    delete: fallible(faults, "delete", (request: proto.DeleteRequest) => answers.delete(request)),
    invoke: handler((request: proto.InvokeRequest) => answers.invoke(request)),
  });
  return server;
}

const listen = (server: grpc.Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });

/** Serves an empty account from this process, so that tests can inspect it. @returns both providers, once they listen */
export async function serveAws(): Promise<AwsProvider> {
  const account = new AwsAccount();
  const calls: ProviderCall[] = [];
  const handlers = new Handlers(account, (call) => void calls.push(call));
  const faults = new Faults();
  const aws = serverOf(awsVersion, handlers, faults);
  const native = serverOf(nativeVersion, throughCloudControl(handlers), faults);
  return {
    port: await listen(aws),
    nativePort: await listen(native),
    account,
    faults,
    calls,
    close: () => {
      for (const server of [aws, native]) server.forceShutdown();
    },
  };
}
