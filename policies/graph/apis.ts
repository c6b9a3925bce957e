import { balancerOf } from "./load-balancers";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { kindOf } from "./kinds";
import type { Kind } from "./kinds";
import { candidates, referenceKey, resolve, resolveList, resourceOf, resourcesIn } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { keyPath, known, read, readString } from "./value";
import type { Value } from "./value";

const memberKinds = [
  "restResource",
  "restMethod",
  "restIntegration",
  "restMethodResponse",
  "restIntegrationResponse",
  "restGatewayResponse",
  "restDeployment",
  "restStage",
  "restAuthorizer",
  "httpRoute",
  "httpIntegration",
  "httpDeployment",
  "httpStage",
  "httpAuthorizer",
  "webSocketRoute",
  "webSocketIntegration",
  "webSocketDeployment",
  "webSocketStage",
] as const satisfies readonly Kind[];

/** Kinds of resources that belong to an API. */
export type ApiMember = (typeof memberKinds)[number];

/** API of a route, integration, method, resource, response, deployment, stage or authorizer. */
export const apiOf = (graph: Graph, member: Resource): Reference => {
  if (isKind(member, "restGatewayResponse")) return resolve(graph, member, "restApiId", "restApi");
  return kindOf(member.type)?.startsWith("rest") === true
    ? resolve(graph, member, "restApi", "restApi")
    : resolve(graph, member, "apiId", "httpApi", "webSocketApi");
};

/** Stages of an API in the stack. */
export const stagesOf = (graph: Graph, api: Resource): readonly Resource[] =>
  (["restStage", "httpStage", "webSocketStage"] as const).flatMap((kind) => membersOf(graph, api, kind));

const members = perGraph((graph) =>
  groupBy(
    memberKinds.flatMap((kind) => ofKind(graph, kind)),
    (member) => memberKey(referenceKey(apiOf(graph, member)), kindOf(member.type)),
  ),
);
const memberKey = (api: string | undefined, kind: Kind | undefined) =>
  api === undefined || kind === undefined ? undefined : `${kind} ${api}`;

/** Resources of one kind that belong to an API: `membersOf(graph, api, "httpRoute")`. */
export const membersOf = (graph: Graph, api: Resource, kind: ApiMember): readonly Resource[] =>
  members(graph).get(`${kind} ${api.urn}`) ?? [];

/** REST resource at a property. The root resource is represented by the API, because its id is an output of the API. */
function restResourceAt(graph: Graph, member: Resource, property: "resourceId" | "parentId"): Reference {
  const found = resolve(graph, member, property, "restResource", "restApi");
  const [api] = found.kind === "id" ? candidates(graph, member, property, "restApi") : [];
  return api === undefined ? found : { kind: "resource", resource: api };
}

/** REST resource of a method or integration. */
export const restResourceOf = (graph: Graph, member: Resource): Reference =>
  restResourceAt(graph, member, "resourceId");

/** Name of the greedy parameter of the REST resource of an integration: `proxy` of `{proxy+}`. */
export function greedyParameterOf(graph: Graph, integration: Resource): string | undefined {
  const resource = restResourceOf(graph, integration);
  if (resource.kind !== "resource") return undefined;
  return /^\{(.+)\+\}$/.exec(known(readString(resource.resource, "pathPart")) ?? "")?.[1];
}

/** Parent of a REST resource: another REST resource, or the API. */
export const restParentOf = (graph: Graph, resource: Resource): Reference =>
  restResourceAt(graph, resource, "parentId");

const variableName = /^\$\{stageVariables\.(\w+)\}$/;

/** The stage of the API of an integration, and the path of one of its variables. */
function variableOf(graph: Graph, integration: Resource, name: string) {
  const api = resourceOf(apiOf(graph, integration));
  const stage = api && stagesOf(graph, api)[0];
  if (stage === undefined) return undefined;
  return { stage, path: keyPath(isKind(stage, "restStage") ? "variables" : "stageVariables", name) };
}

/** What a property of an integration refers to, also by a stage variable. */
function resolveOnStage(graph: Graph, integration: Resource, property: string, ...kinds: readonly Kind[]): Reference {
  const found = resolve(graph, integration, property, ...kinds);
  const name = found.kind === "id" ? variableName.exec(found.id)?.[1] : undefined;
  if (name === undefined) return found;
  const variable = variableOf(graph, integration, name);
  const value: Reference =
    variable === undefined ? { kind: "absent" } : resolve(graph, variable.stage, variable.path, ...kinds);
  if (value.kind !== "absent") return value;
  return { kind: "undetermined", why: `stage variable ${name}, which ${property} of ${integration.name} names` };
}

/**
 * The uri of an integration of a REST or WebSocket API, with the values of stage variables.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function uriOf(graph: Graph, integration: Resource): Value<string> {
  const uri = readString(integration, isKind(integration, "restIntegration") ? "uri" : "integrationUri");
  if (uri.kind !== "known") return uri;
  const names = [...uri.value.matchAll(/\$\{stageVariables\.(\w+)\}/g)].map(([, name = ""]) => name);
  const values = names.map((name) => {
    const variable = variableOf(graph, integration, name);
    return [name, variable && known(readString(variable.stage, variable.path))] as const;
  });
  if (values.some(([, value]) => value === undefined)) return { kind: "unknown" };
  const text = values.reduce((all, [name, value]) => all.replace(`\${stageVariables.${name}}`, value ?? ""), uri.value);
  return { kind: "known", value: text };
}

/** VPC link of an integration, of either version. */
export const linkOf = (graph: Graph, integration: Resource): Reference =>
  resolveOnStage(graph, integration, "connectionId", "vpcLinkV1", "vpcLinkV2");

/** Load balancers that a V1 link targets; AWS allows one. */
export const nlbsOf = (graph: Graph, link: Resource): References =>
  read(link, "targetArn").kind === "unknown"
    ? { references: [resolve(graph, link, "targetArn", "loadBalancer")], exact: true }
    : resolveList(graph, link, "targetArn", "loadBalancer");

/**
 * Target of a private integration. HTTP API: listener or Cloud Map service, in `integrationUri`. REST API with a V2
 * link: load balancer, in `integrationTarget`. The result may be of a wrong kind, if the program sets one.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html
 */
export const integrationTargetOf = (graph: Graph, integration: Resource): Reference =>
  resolveOnStage(
    graph,
    integration,
    isKind(integration, "restIntegration") ? "integrationTarget" : "integrationUri",
    "listener",
    "loadBalancer",
    "targetGroup",
    "discoveryService",
  );

/** Load balancer that an integration targets directly or through a listener; any other target is returned as it is. */
export function balancerBehind(graph: Graph, integration: Resource): Reference {
  const target = integrationTargetOf(graph, integration);
  return target.kind === "resource" && isKind(target.resource, "listener")
    ? balancerOf(graph, target.resource)
    : target;
}

/** Cloud Map service in the stack that an integration targets; undefined for other targets. */
export function discoveryServiceOf(graph: Graph, integration: Resource): Resource | undefined {
  const target = resourceOf(integrationTargetOf(graph, integration));
  return target !== undefined && isKind(target, "discoveryService") ? target : undefined;
}

/** Resources in the stack that an integration reaches: the NLBs of its V1 link, or its own target. */
export function reachedBy(graph: Graph, integration: Resource): readonly Resource[] {
  const link = resourceOf(linkOf(graph, integration));
  if (link !== undefined && isKind(link, "vpcLinkV1")) return resourcesIn(nlbsOf(graph, link).references);
  const behind = resourceOf(balancerBehind(graph, integration));
  return behind === undefined ? [] : [behind];
}
