import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { toProperties, toStruct } from "../structs";
import type { Properties } from "../values";
import { comparable, unknown } from "../values";
import type { AwsAccount } from "./account";
import { refusedLogs } from "./access-logs";
import { nameOf, typeOf } from "./account";
import type { Existing } from "./existing";
import { withLeftovers } from "./leftovers";
import { checkInputs, knownModel, withKept } from "./models";
import { withNested, withoutNested } from "./nested";
import { PartialFailure } from "./partial-failure";
import { refusedChange, replacing } from "./replacement";
import { WaitError, waitFor } from "./waits";
import { invoke } from "./zones";

/** A call of the engine that AWS accepted. */
export interface ProviderCall {
  readonly operation: "create" | "update" | "delete";
  readonly urn: string;
  /** Id of the resource; for a create, the id that it was given. */
  readonly id: string;
  /** The state before the call; empty for a create. */
  readonly olds: Properties;
  /** The inputs after the provider's check; empty for a delete. */
  readonly inputs: Properties;
  /** The state after the call; empty for a delete. */
  readonly outputs: Properties;
  /** Inputs that an update sends; AWS keeps the others as they are. */
  readonly sent?: readonly string[];
}

const nestedOf = (urn: string) => knownModel(typeOf(urn), nameOf(urn)).nested;

/** Top-level keys whose values differ. */
const changed = (olds: Properties, news: Properties): readonly string[] =>
  [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => comparable(olds[key]) !== comparable(news[key]),
  );

const without = (properties: Properties, keys: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !keys.includes(key)));

/**
 * The inputs of the last call, as the state has them. After a call that failed when AWS had accepted it, the engine keeps
 * the old inputs and the new state, and the provider compares with the state.
 * Source: https://github.com/pulumi/pulumi/issues/21458
 */
function lastInputs(state: Properties, oldInputs: Properties, news: Properties): Properties {
  const keys = [...Object.keys(oldInputs), ...Object.keys(news)];
  return Object.fromEntries(keys.filter((key) => state[key] !== undefined).map((key) => [key, state[key]]));
}

/** Inputs with the changed keys of others: the provider sends only what has changed since the last update. */
export function merge(actual: Properties, news: Properties, keys: readonly string[]): Properties {
  const added = Object.entries(news).filter(([key]) => keys.includes(key));
  return { ...without(actual, keys), ...Object.fromEntries(added) };
}

/** The state of a resource with these inputs. */
const stateOf = ({ urn, id, outputs }: Existing, inputs: Properties): Properties => ({
  ...outputs,
  ...withNested(inputs, nestedOf(urn), outputs),
  id,
});

/**
 * The provider's error after AWS refused attributes of a load balancer. The state has the inputs nevertheless.
 * Source: `modifyLoadBalancerAttributes` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/load_balancer.go
 */
const attributesRefused = (id: string, message: string, state: Properties): PartialFailure =>
  new PartialFailure(`modifying ELBv2 Load Balancer (${id}) attributes: ${message}`, id, state);

/** What an engine asks of a provider. */
export type Answers = Pick<
  Handlers,
  "configure" | "check" | "diff" | "create" | "update" | "read" | "delete" | "invoke"
>;

/** The provider's answers to the engine, for one account. */
export class Handlers {
  constructor(
    private readonly account: AwsAccount,
    private readonly log: (call: ProviderCall) => void,
  ) {}

  configure(request: proto.ConfigureRequest): proto.ConfigureResponse {
    const region = toProperties(request.getArgs())["region"];
    if (typeof region === "string") this.account.region = region;
    const response = new proto.ConfigureResponse();
    response.setSupportspreview(true);
    return response;
  }

  /** Adds physical names here, so that a preview knows them. An update keeps the old name, and what the provider keeps. */
  check(request: proto.CheckRequest): proto.CheckResponse {
    const response = new proto.CheckResponse();
    const urn = request.getUrn();
    const [type, name] = [typeOf(urn), nameOf(urn)];
    const [olds, news] = [toProperties(request.getOlds()), toProperties(request.getNews())];
    try {
      const inputs = withKept({ type, name, inputs: news }, olds);
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
    const news = toProperties(request.getNews());
    const type = typeOf(request.getUrn());
    const state = withoutNested(toProperties(request.getOlds()), nestedOf(request.getUrn()));
    const olds = lastInputs(state, toProperties(request.getOldInputs()), news);
    const refused = refusedChange(type, olds, news);
    if (refused !== undefined) throw new Error(refused);
    // A refresh asks with the ignored paths of the state; the provider leaves them out of the difference.
    const ignored = request.getIgnorechangesList();
    const keys = changed(olds, news).filter((key) => !ignored.includes(key));
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
      const known = withNested(inputs, nestedOf(urn), {}, unknown);
      response.setProperties(toStruct({ ...(Object.fromEntries(computed) as Properties), ...known }));
      return response;
    }
    this.goOn();
    // A load balancer exists when its logs are refused.
    const refused = refusedLogs(typeOf(urn), inputs, this.account);
    const created = this.account.create(urn, refused === undefined ? inputs : without(inputs, ["accessLogs"]));
    const state = stateOf(created, inputs);
    this.log({ operation: "create", urn, id: created.id, olds: {}, inputs, outputs: state });
    if (refused !== undefined) throw attributesRefused(created.id, refused, state);
    this.wait(created, { call: "create", seconds: request.getTimeout() }, undefined, state);
    response.setId(created.id);
    response.setProperties(toStruct(state));
    return response;
  }

  /** Without a difference to the last inputs the provider calls nothing, also after an update that failed. */
  update(request: proto.UpdateRequest): proto.UpdateResponse {
    const response = new proto.UpdateResponse();
    const [urn, id] = [request.getUrn(), request.getId()];
    const [olds, inputs] = [toProperties(request.getOlds()), toProperties(request.getNews())];
    const oldInputs = toProperties(request.getOldInputs());
    const nested = nestedOf(urn);
    const state = { ...without(olds, Object.keys(oldInputs)), ...withNested(inputs, nested, olds) };
    response.setProperties(toStruct(state));
    const keys = changed(lastInputs(withoutNested(olds, nested), oldInputs, inputs), inputs);
    if (request.getPreview() || keys.length === 0) return response;
    this.goOn();
    const found = this.account.find(urn, id, olds);
    const before = this.account.ecs.get(id)?.deployment.number;
    const sent =
      found === undefined ? inputs : withLeftovers(typeOf(urn), found.inputs, merge(found.inputs, inputs, keys));
    // The provider sends the attributes of a load balancer before everything else.
    const refused = keys.includes("accessLogs") ? refusedLogs(typeOf(urn), sent, this.account) : undefined;
    if (refused !== undefined) throw attributesRefused(id, refused, state);
    const updated = this.account.update(urn, id, olds, sent);
    const renewed = Object.entries(updated.outputs).filter(([key]) =>
      knownModel(typeOf(urn), nameOf(urn)).updated?.includes(key),
    );
    const after = { ...state, ...Object.fromEntries(renewed) };
    response.setProperties(toStruct(after));
    this.log({ operation: "update", urn, id, olds, inputs: updated.inputs, outputs: after, sent: keys });
    this.wait(updated, { call: "update", seconds: request.getTimeout() }, before, after);
    return response;
  }

  read(request: proto.ReadRequest): proto.ReadResponse {
    const response = new proto.ReadResponse();
    const found = this.account.find(request.getUrn(), request.getId(), toProperties(request.getProperties()));
    if (found === undefined) return response;
    response.setId(found.id);
    response.setInputs(toStruct(found.inputs));
    response.setProperties(toStruct(stateOf(found, found.inputs)));
    return response;
  }

  delete(request: proto.DeleteRequest): Empty {
    const [urn, id, olds] = [request.getUrn(), request.getId(), toProperties(request.getProperties())];
    this.goOn();
    this.account.delete(urn, id, olds);
    this.log({ operation: "delete", urn, id, olds, inputs: {}, outputs: {} });
    return new Empty();
  }

  invoke(request: proto.InvokeRequest): proto.InvokeResponse {
    const response = new proto.InvokeResponse();
    response.setReturn(toStruct(invoke(request.getTok(), toProperties(request.getArgs()), this.account.region)));
    return response;
  }

  /** Deployments that no call waits for go on while the provider handles other calls: one micro-step for each call. */
  private goOn(): void {
    for (const deployment of this.account.deployments) this.account.advance(deployment);
  }

  /**
   * @param awaited - the call and its timeout from the program; 0 without one
   * @throws PartialFailure with the provider's message if it waits in vain
   */
  private wait(
    resource: Existing,
    { call, seconds }: { readonly call: "create" | "update"; readonly seconds: number },
    before: number | undefined,
    state: Properties,
  ): void {
    try {
      waitFor(this.account, resource, call, before, seconds === 0 ? undefined : seconds / 60);
    } catch (error) {
      if (!(error instanceof WaitError)) throw error;
      throw new PartialFailure(error.message, resource.id, state);
    }
  }
}
