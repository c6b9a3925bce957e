import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import {
  ReadResourceResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { invoke } from "./aws/zones";
import type { Registration, ResourceOptions } from "./registration";
import type { Registry } from "./registry";
import { toProperties, toStruct } from "./structs";

type Callback = (error: Error | null, response?: unknown) => void;
type Handler = (request: never, callback: Callback) => void;

/** Features that the simulated engine supports. The SDK asks before it uses a feature. */
const features = new Set(["secrets", "resourceReferences", "outputValues", "deletedWith", "replaceWith", "aliasSpecs"]);

const list = (key: string, values: readonly string[]) => (values.length > 0 ? { [key]: values } : {});
const text = (key: string, value: string) => (value === "" ? {} : { [key]: value });

function timeoutsOf(request: RegisterResourceRequest): ResourceOptions {
  const timeouts = request.getCustomtimeouts();
  const given = { create: timeouts?.getCreate(), update: timeouts?.getUpdate(), delete: timeouts?.getDelete() };
  const set = Object.entries(given).filter((entry): entry is [string, string] => (entry[1] ?? "") !== "");
  return set.length === 0 ? {} : { customTimeouts: Object.fromEntries(set) };
}

/** An alias that is not a URN, as JSON without its empty fields. */
function aliasText(spec: object | undefined): string {
  return JSON.stringify(spec, (_, value: unknown) => (value === "" || value === false ? undefined : value));
}

function optionsOf(request: RegisterResourceRequest): ResourceOptions {
  const aliases = request.getAliasesList().map((alias) => alias.getUrn() || aliasText(alias.getSpec()?.toObject()));
  return {
    ...(request.hasProtect() ? { protect: request.getProtect() === true } : {}),
    ...(request.getDeletebeforereplacedefined() ? { deleteBeforeReplace: request.getDeletebeforereplace() } : {}),
    ...(request.hasRetainondelete() ? { retainOnDelete: request.getRetainondelete() === true } : {}),
    ...list("ignoreChanges", request.getIgnorechangesList()),
    ...list("replaceOnChanges", request.getReplaceonchangesList()),
    ...list("additionalSecretOutputs", request.getAdditionalsecretoutputsList()),
    ...list("aliases", aliases),
    ...list("replaceWith", request.getReplaceWithList()),
    ...text("deletedWith", request.getDeletedwith()),
    ...text("import", request.getImportid()),
    ...timeoutsOf(request),
  };
}

function toRegistration(request: RegisterResourceRequest): Registration {
  const propertyDependencies: Record<string, string[]> = {};
  request
    .getPropertydependenciesMap()
    .forEach((dependencies: RegisterResourceRequest.PropertyDependencies, key: string) => {
      if (dependencies.getUrnsList().length > 0) propertyDependencies[key] = [...dependencies.getUrnsList()].sort();
    });
  const providers: Record<string, string> = {};
  request.getProvidersMap().forEach((provider: string, key: string) => {
    providers[key] = provider;
  });
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    inputs: toProperties(request.getObject()),
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies,
    provider: request.getProvider(),
    providers,
    version: request.getVersion(),
    options: optionsOf(request),
  };
}

function register(registry: Registry, request: RegisterResourceRequest): RegisterResourceResponse {
  const response = new RegisterResourceResponse();
  const registration = toRegistration(request);
  if (!registration.remote) {
    const { urn, id, outputs } = registry.register(registration);
    response.setUrn(urn);
    response.setId(id);
    response.setObject(toStruct(outputs));
    return response;
  }
  const { component, constructed } = registry.construct(registration);
  response.setUrn(component.urn);
  response.setObject(toStruct(constructed.outputs));
  const map = response.getPropertydependenciesMap();
  for (const [key, urns] of Object.entries(constructed.outputDependencies)) {
    const dependencies = new RegisterResourceResponse.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    map.set(key, dependencies);
  }
  return response;
}

function answerInvoke(registry: Registry, request: ResourceInvokeRequest | InvokeRequest): InvokeResponse {
  const args = toProperties(request.getArgs());
  const response = new InvokeResponse();
  if (request.getTok() === "pulumi:pulumi:getResource") {
    const { urn, id, outputs } = registry.get(String(args["urn"]));
    response.setReturn(toStruct({ urn, id, state: outputs }));
    return response;
  }
  const provider = "getProvider" in request ? request.getProvider() : "";
  response.setReturn(toStruct(invoke(request.getTok(), args, registry.region(provider), registry.namedZones)));
  return response;
}

function read(registry: Registry, request: ReadResourceRequest): ReadResourceResponse {
  const registration = {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: true,
    remote: false,
    inputs: {},
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: {},
    provider: request.getProvider(),
    providers: {},
    version: request.getVersion(),
    options: {},
  };
  const { urn, outputs } = registry.read(registration, request.getId());
  const response = new ReadResourceResponse();
  response.setUrn(urn);
  response.setProperties(toStruct(outputs));
  return response;
}

function setOutputs(registry: Registry, request: RegisterResourceOutputsRequest): Empty {
  registry.get(request.getUrn()).outputs = toProperties(request.getOutputs());
  return new Empty();
}

/** An error as gRPC would throw it: the SDK reads `details` and `code`; 2 is UNKNOWN. */
function toServiceError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(message), { details: message, code: 2 });
}

/** Answers asynchronously, as an engine in another process does, so that no code relies on an immediate answer. */
function handler(answer: (request: never) => unknown): Handler {
  return (request, callback) => {
    Promise.resolve()
      .then(() => answer(request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toServiceError(error)),
      );
  };
}

const unsupported = (what: string) =>
  handler(() => {
    throw new Error(`the simulator does not support ${what}`);
  });

/** An engine in this process, with the interface through which the SDK calls the real engine. */
export function createMonitor(registry: Registry): Readonly<Record<string, Handler>> {
  return {
    supportsFeature: handler((request: SupportsFeatureRequest) => {
      const response = new SupportsFeatureResponse();
      response.setHassupport(features.has(request.getId()));
      return response;
    }),
    registerResource: handler((request: RegisterResourceRequest) => register(registry, request)),
    registerResourceOutputs: handler((request: RegisterResourceOutputsRequest) => setOutputs(registry, request)),
    invoke: handler((request: ResourceInvokeRequest) => answerInvoke(registry, request)),
    readResource: handler((request: ReadResourceRequest) => read(registry, request)),
    call: unsupported("calling a method of a remote component"),
    registerPackage: unsupported("parameterised packages"),
    registerStackTransform: unsupported("transforms"),
    signalAndWaitForShutdown: handler(() => new Empty()),
  };
}
