import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../values";
import { toProperties, toStruct } from "../structs";
import { unknown } from "../values";
import { nameOf, AwsAccount, typeOf } from "./account";
import type { Call } from "./faults";
import { Faults } from "./faults";
import { autonameOf, checkInputs } from "./models";
import { refusedChange, replacing } from "./replacement";
import { invoke } from "./zones";

/** The AWS simulator as a provider for an engine in another process: `PULUMI_DEBUG_PROVIDERS=aws:<port>`. */
export interface AwsProvider {
  readonly port: number;
  /** The simulated account. */
  readonly account: AwsAccount;
  /** Faults to inject. */
  readonly faults: Faults;
  readonly close: () => void;
}

/** Version of @pulumi/aws, whose provider this simulates. */
const version = "7.48.0";

/** Top-level keys whose values differ. */
const changed = (olds: Properties, news: Properties): readonly string[] =>
  [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]),
  );

/** Implements the provider protocol for one account. */
class Handlers {
  constructor(private readonly account: AwsAccount) {}

  configure(request: proto.ConfigureRequest): proto.ConfigureResponse {
    const region = toProperties(request.getArgs())["region"];
    if (typeof region === "string") this.account.region = region;
    const response = new proto.ConfigureResponse();
    response.setSupportspreview(true);
    return response;
  }

  /** Adds physical names here, so that a preview knows them. An update keeps the old name. */
  check(request: proto.CheckRequest): proto.CheckResponse {
    const response = new proto.CheckResponse();
    const urn = request.getUrn();
    const [type, name] = [typeOf(urn), nameOf(urn)];
    const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
    try {
      const property = autonameOf(type, name);
      const kept = property !== undefined && news[property] === undefined && olds[property] !== undefined;
      const inputs = kept ? { ...news, [property]: olds[property] } : news;
      response.setInputs(toStruct(checkInputs({ type, name, inputs }, this.account.seed(urn))));
    } catch (error) {
      const failure = new proto.CheckFailure();
      failure.setReason(error instanceof Error ? error.message : String(error));
      response.setFailuresList([failure]);
    }
    return response;
  }

  diff(request: proto.DiffRequest): proto.DiffResponse {
    const response = new proto.DiffResponse();
    const [olds, news] = [toProperties(request.getOldInputs()), toProperties(request.getNews())];
    const type = typeOf(request.getUrn());
    const refused = refusedChange(type, olds, news);
    if (refused !== undefined) throw new Error(refused);
    const keys = changed(olds, news);
    const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
    response.setChanges(keys.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList([...keys]);
    const replaced = replacing(type, olds, news).map((path) => path.split(/[.[]/)[0] ?? "");
    response.setReplacesList([...new Set(replaced)]);
    return response;
  }

  create(request: proto.CreateRequest): proto.CreateResponse {
    const response = new proto.CreateResponse();
    const inputs = toProperties(request.getProperties());
    const urn = request.getUrn();
    if (request.getPreview()) {
      // In a preview, computed outputs are unknown, not absent.
      const computed = ["id", ...Object.keys(this.account.plan(urn, inputs).outputs)].map((key) => [key, unknown]);
      response.setProperties(toStruct({ ...(Object.fromEntries(computed) as Properties), ...inputs }));
      return response;
    }
    const { id, outputs } = this.account.create(urn, inputs);
    response.setId(id);
    response.setProperties(toStruct({ ...inputs, ...outputs, id }));
    return response;
  }

  update(request: proto.UpdateRequest): proto.UpdateResponse {
    const response = new proto.UpdateResponse();
    const [olds, inputs] = [toProperties(request.getOlds()), toProperties(request.getNews())];
    if (!request.getPreview()) this.account.update(request.getUrn(), request.getId(), olds, inputs);
    response.setProperties(toStruct({ ...olds, ...inputs }));
    return response;
  }

  read(request: proto.ReadRequest): proto.ReadResponse {
    const response = new proto.ReadResponse();
    const found = this.account.find(request.getUrn(), request.getId(), toProperties(request.getProperties()));
    if (found === undefined) return response;
    response.setId(found.id);
    response.setInputs(toStruct(found.inputs));
    response.setProperties(toStruct({ ...found.inputs, ...found.outputs, id: found.id }));
    return response;
  }

  delete(request: proto.DeleteRequest): Empty {
    this.account.delete(request.getUrn(), request.getId(), toProperties(request.getProperties()));
    return new Empty();
  }

  invoke(request: proto.InvokeRequest): proto.InvokeResponse {
    const response = new proto.InvokeResponse();
    response.setReturn(toStruct(invoke(request.getTok(), toProperties(request.getArgs()), this.account.region)));
    return response;
  }
}

const handler =
  <Q, R>(answer: (request: Q) => R): grpc.handleUnaryCall<Q, R> =>
  ({ request }, callback) => {
    try {
      callback(null, answer(request));
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
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
  const handlers = new Handlers(account);
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
          close: () => {
            server.forceShutdown();
          },
        });
    });
  });
}
