import { httpResources } from "./openapi-http";
import { restResources } from "./openapi-rest";
import { asObject, parseDocument } from "./openapi-text";
import type { Json } from "./openapi-text";
import type { Resource } from "./resource";
import { known, read, readString } from "./value";

const readers: Readonly<Record<string, (api: Resource, document: Json) => readonly Resource[]>> = {
  "aws:apigatewayv2/api:Api": httpResources,
  "aws:apigateway/restApi:RestApi": restResources,
};

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
export const withBodies = (resources: readonly Resource[]): readonly Resource[] =>
  resources.flatMap((resource) => {
    const reader = readers[resource.type];
    const body = reader === undefined ? undefined : readString(resource, "body");
    if (reader === undefined || body === undefined || body.kind === "absent") return [resource];
    if (body.kind === "unknown") return [withOpenSettings(resource)];
    const document = parseDocument(body.value);
    if (document === undefined) return [resource];
    const api = withSettings(resource, document);
    return [api, ...reader(api, document)];
  });

/** Whether an API has a body that is not read. */
export const hasUnreadBody = (api: Resource) => read(api, "body").kind !== "absent";

/** What is needed to read the body of an API. */
export const bodyNeeds = (api: Resource): string =>
  known(readString(api, "body")) === undefined
    ? `the body of ${api.name}, which is not known yet: it defines the routes and integrations`
    : `a body of ${api.name} that is an OpenAPI document in JSON or YAML: it defines the routes and integrations`;
