import { graphOf, isKind, ofKind } from "./graph";
import type { Graph } from "./graph";
import type { Kind } from "./kinds";
import { labelOf } from "./label";
import { httpResources } from "./openapi-http";
import { restResources } from "./openapi-rest";
import { asObject, parseDocument } from "./openapi-text";
import type { Json } from "./openapi-text";
import { resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, read, readString } from "./value";
import type { Value } from "./value";

/** Kinds of resources with a body. */
const withBody = ["httpApi", "restApi", "restApiPut"] as const satisfies readonly Kind[];

/** Resources that a document defines; undefined if the stack does not show for which API. */
function defined(graph: Graph, owner: Resource, document: Json): readonly Resource[] | undefined {
  if (isKind(owner, "httpApi")) return httpResources(owner, document);
  const api = isKind(owner, "restApi") ? owner : resourceOf(resolve(graph, owner, "restApiId", "restApi"));
  return api && restResources(owner, document, api.urn);
}

/**
 * Properties of an API that the document sets, if the program does not.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
const settings: Readonly<Record<string, string>> = {
  policy: "x-amazon-apigateway-policy",
  corsConfiguration: "x-amazon-apigateway-cors",
  binaryMediaTypes: "x-amazon-apigateway-binary-media-types",
};

const missing = (api: Resource) => Object.keys(settings).filter((key) => read(api, key).kind === "absent");

const valueOf = (value: unknown) => (asObject(value) === undefined ? value : JSON.stringify(value));

/** No body, or an empty one, which a refresh writes for an API without a body. */
const isBlank = (body: Value<string>) => body.kind === "absent" || known(body)?.trim() === "";

/** The API with the settings of its document and without the body, which is read. */
function withSettings(api: Resource, document: Json): Resource {
  const found = missing(api).flatMap((key) => {
    const value = document[settings[key] ?? ""];
    return value === undefined ? [] : [[key, key === "policy" ? valueOf(value) : value] as const];
  });
  const props = Object.entries(api.props).filter(([key]) => key !== "body");
  return { ...api, props: Object.fromEntries([...props, ...found]) };
}

/** The API with unknown settings, because the body that may have them is unknown. */
function withOpenSettings(api: Resource): Resource {
  const sources = api.propertyDependencies["body"] ?? [];
  const open = missing(api);
  return {
    ...api,
    unknown: new Set([...api.unknown, ...open]),
    propertyDependencies: { ...api.propertyDependencies, ...Object.fromEntries(open.map((key) => [key, sources])) },
  };
}

/**
 * Replaces the OpenAPI body of each HTTP and REST API by the resources that it defines. An API keeps a body that cannot
 * be read: one that is not known yet, or not an OpenAPI document.
 */
export function withBodies(resources: readonly Resource[]): readonly Resource[] {
  if (!resources.some(hasUnreadBody)) return resources;
  const graph = graphOf(resources);
  return resources.flatMap((resource) => {
    const body = isKind(resource, ...withBody) ? readString(resource, "body") : undefined;
    if (body === undefined || isBlank(body)) return [resource];
    if (body.kind === "unknown") return [withOpenSettings(resource)];
    const document = parseDocument(known(body) ?? "");
    const parts = document && defined(graph, resource, document);
    return document === undefined || parts === undefined ? [resource] : [withSettings(resource, document), ...parts];
  });
}

/** Whether an API has a body that is not read. */
export const hasUnreadBody = (api: Resource) => isKind(api, ...withBody) && !isBlank(readString(api, "body"));

/** Resources with a body that is not read. */
export const unreadBodies = (graph: Graph): readonly Resource[] =>
  withBody.flatMap((kind) => ofKind(graph, kind).filter(hasUnreadBody));

/** What is needed to read the body of an API. */
export const bodyNeeds = (api: Resource): string =>
  known(readString(api, "body")) === undefined
    ? `the body of ${labelOf(api)}, which is not known yet: it defines the routes and integrations`
    : `a body of ${labelOf(api)} that is an OpenAPI document in JSON or YAML: it defines the routes and integrations`;
