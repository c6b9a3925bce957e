import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../values";
import { unknown, unwrap } from "../values";
import { autonameOf, checkInputs, computeOutputs } from "./models";
import { invoke } from "./zones";

/** A resource that the stand-in has made. */
interface Stored {
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  readonly inputs: Properties;
}

/** The stand-in as an engine of its own process sees it: `PULUMI_DEBUG_PROVIDERS=aws:<port>`. */
export interface AwsProvider {
  readonly port: number;
  /** What exists, by id. */
  readonly store: ReadonlyMap<string, Stored>;
  readonly close: () => void;
}

const toStruct = (properties: Properties) =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
const toProperties = (struct: Struct | undefined): Properties =>
  struct === undefined ? {} : (unwrap(struct.toJavaScript()) as Properties);

/** That of @pulumi/aws, whose provider this stands in for. */
const version = "7.48.0";

const typeOf = (urn: string) => (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** Top-level keys whose values differ. */
const changed = (olds: Properties, news: Properties): readonly string[] =>
  [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]),
  );

/** One account: the handlers of the provider's protocol over a store. */
class Account {
  readonly store = new Map<string, Stored>();
  private region = "us-east-1";

  configure(request: proto.ConfigureRequest): proto.ConfigureResponse {
    const region = toProperties(request.getArgs())["region"];
    if (typeof region === "string") this.region = region;
    const response = new proto.ConfigureResponse();
    response.setSupportspreview(true);
    return response;
  }

  /** Physical names are made here, so that a preview knows them; an update keeps the old one. */
  check(request: proto.CheckRequest): proto.CheckResponse {
    const response = new proto.CheckResponse();
    const urn = request.getUrn();
    const [type, name] = [typeOf(urn), nameOf(urn)];
    const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
    try {
      const property = autonameOf(type, name);
      const kept = property !== undefined && news[property] === undefined && olds[property] !== undefined;
      const inputs = kept ? { ...news, [property]: olds[property] } : news;
      response.setInputs(toStruct(checkInputs({ type, name, inputs }, urn)));
    } catch (error) {
      const failure = new proto.CheckFailure();
      failure.setReason(error instanceof Error ? error.message : String(error));
      response.setFailuresList([failure]);
    }
    return response;
  }

  diff(request: proto.DiffRequest): proto.DiffResponse {
    const response = new proto.DiffResponse();
    const keys = changed(toProperties(request.getOldInputs()), toProperties(request.getNews()));
    response.setChanges(
      keys.length > 0 ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE,
    );
    response.setDiffsList([...keys]);
    return response;
  }

  create(request: proto.CreateRequest): proto.CreateResponse {
    const response = new proto.CreateResponse();
    const inputs = toProperties(request.getProperties());
    const urn = request.getUrn();
    const { id, outputs } = this.outputsOf(urn, inputs);
    if (request.getPreview()) {
      const hidden = Object.fromEntries(Object.keys(outputs).map((key) => [key, unknown]));
      response.setProperties(toStruct({ ...hidden, ...inputs }));
      return response;
    }
    this.store.set(id, { id, urn, type: typeOf(urn), inputs });
    response.setId(id);
    response.setProperties(toStruct({ ...inputs, ...outputs }));
    return response;
  }

  update(request: proto.UpdateRequest): proto.UpdateResponse {
    const response = new proto.UpdateResponse();
    const inputs = toProperties(request.getNews());
    const [id, urn] = [request.getId(), request.getUrn()];
    if (!request.getPreview()) this.store.set(id, { id, urn, type: typeOf(urn), inputs });
    response.setProperties(toStruct({ ...toProperties(request.getOlds()), ...inputs }));
    return response;
  }

  read(request: proto.ReadRequest): proto.ReadResponse {
    const response = new proto.ReadResponse();
    const stored = this.store.get(request.getId());
    if (stored === undefined) return response;
    response.setId(stored.id);
    response.setInputs(toStruct(stored.inputs));
    response.setProperties(toStruct({ ...stored.inputs, ...this.outputsOf(stored.urn, stored.inputs).outputs }));
    return response;
  }

  delete(request: proto.DeleteRequest): Empty {
    this.store.delete(request.getId());
    return new Empty();
  }

  invoke(request: proto.InvokeRequest): proto.InvokeResponse {
    const response = new proto.InvokeResponse();
    response.setReturn(toStruct(invoke(request.getTok(), toProperties(request.getArgs()), this.region)));
    return response;
  }

  private outputsOf(urn: string, inputs: Properties) {
    return computeOutputs({ type: typeOf(urn), name: nameOf(urn), urn, inputs, region: this.region });
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

function accepted(request: proto.CheckRequest): proto.CheckResponse {
  const response = new proto.CheckResponse();
  response.setInputs(request.getNews());
  return response;
}

/** The engine warns where a provider is older than the program's SDK. */
function pluginInfo(): PluginInfo {
  const info = new PluginInfo();
  info.setVersion(version);
  return info;
}

/** Serves an empty account in this process, so that a test can look into it. @returns once it listens */
export function serveAws(): Promise<AwsProvider> {
  const account = new Account();
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, {
    attach: handler(() => new Empty()),
    cancel: handler(() => new Empty()),
    getPluginInfo: handler(pluginInfo),
    checkConfig: handler(accepted),
    diffConfig: handler(() => new proto.DiffResponse()),
    configure: handler((request: proto.ConfigureRequest) => account.configure(request)),
    check: handler((request: proto.CheckRequest) => account.check(request)),
    diff: handler((request: proto.DiffRequest) => account.diff(request)),
    create: handler((request: proto.CreateRequest) => account.create(request)),
    update: handler((request: proto.UpdateRequest) => account.update(request)),
    read: handler((request: proto.ReadRequest) => account.read(request)),
    delete: handler((request: proto.DeleteRequest) => account.delete(request)),
    invoke: handler((request: proto.InvokeRequest) => account.invoke(request)),
  });
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else
        resolve({
          port,
          store: account.store,
          close: () => {
            server.forceShutdown();
          },
        });
    });
  });
}
