import { asList, asObject, asText, dereference, objectsIn } from "./openapi-text";
import type { Json } from "./openapi-text";
import { allVerbs } from "./verbs";

/** An operation of an OpenAPI document: a route of an HTTP API, or a method of a REST API. */
export interface Operation {
  /** HTTP method in capitals, or `ANY`. */
  readonly verb: string;
  /** `/orders/{proxy+}`, or `$default`. */
  readonly path: string;
  /** The content of `x-amazon-apigateway-integration`. */
  readonly integration?: Json;
  /** Authorization type as the API of API Gateway names it: `NONE`, `JWT`, `CUSTOM`, `AWS_IAM`, `COGNITO_USER_POOLS`. */
  readonly authorization: string;
  readonly apiKeyRequired: boolean;
  /** Names of the path parameters that it declares. */
  readonly pathParameters: readonly string[];
  /** Status codes of its responses. */
  readonly responses: readonly string[];
}

const anyMethod = "x-amazon-apigateway-any-method";
const integrationKey = "x-amazon-apigateway-integration";

const authorizers: Readonly<Record<string, string>> = { jwt: "JWT", cognito_user_pools: "COGNITO_USER_POOLS" };

/**
 * Authorization of an operation: its own security, or else that of the document.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
function securityOf(document: Json, operation: Json): Pick<Operation, "authorization" | "apiKeyRequired"> {
  const explicit = asText(asObject(operation["x-amazon-apigateway-auth"])?.["type"]);
  const required = asList(operation["security"] ?? document["security"]);
  const all = asObject(asObject(document["components"])?.["securitySchemes"] ?? document["securityDefinitions"]);
  const schemes = objectsIn(
    document,
    required.flatMap((entry) => Object.keys(asObject(entry) ?? {})).map((name) => all?.[name]),
  );
  const types = schemes.flatMap((scheme): string[] => {
    if (scheme["x-amazon-apigateway-authtype"] === "awsSigv4") return ["AWS_IAM"];
    const authorizer = asObject(scheme["x-amazon-apigateway-authorizer"]);
    return authorizer === undefined ? [] : [authorizers[asText(authorizer["type"]) ?? ""] ?? "CUSTOM"];
  });
  return {
    authorization: explicit ?? types[0] ?? "NONE",
    apiKeyRequired: schemes.some(
      (scheme) => scheme["type"] === "apiKey" && scheme["x-amazon-apigateway-authtype"] === undefined,
    ),
  };
}

function operationOf(document: Json, item: Json, path: string, verb: string, operation: Json): Operation {
  const parameters = objectsIn(document, [...asList(item["parameters"]), ...asList(operation["parameters"])]).flatMap(
    (parameter) => (parameter["in"] === "path" ? (asText(parameter["name"]) ?? []) : []),
  );
  const integration = dereference(document, operation[integrationKey]);
  const isDefault = path === "/$default" || operation["isDefaultRoute"] === true;
  return {
    verb,
    path: isDefault ? "$default" : path,
    ...(integration === undefined ? {} : { integration }),
    ...securityOf(document, operation),
    pathParameters: parameters,
    responses: Object.keys(asObject(operation["responses"]) ?? {}),
  };
}

/** Operations of a document, in its order. */
export const operationsOf = (document: Json): readonly Operation[] =>
  Object.entries(asObject(document["paths"]) ?? {}).flatMap(([path, value]) => {
    const item = dereference(document, value) ?? {};
    return Object.entries(item).flatMap(([key, content]) => {
      const operation = dereference(document, content);
      const verb = key === anyMethod ? "ANY" : key.toUpperCase();
      const isOperation = verb === "ANY" || allVerbs.includes(verb);
      return operation === undefined || !isOperation ? [] : [operationOf(document, item, path, verb, operation)];
    });
  });

/** Paths of a document, also those without operations. */
export const pathsOf = (document: Json): readonly string[] => Object.keys(asObject(document["paths"]) ?? {});

/**
 * The path that a document has before all its paths.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
 */
function basePathOf(document: Json): string {
  const server = asObject(asList(document["servers"])[0]);
  const variable = asText(asObject(asObject(server?.["variables"])?.["basePath"])?.["default"]);
  const inUrl = (asText(server?.["url"]) ?? "").replace(/^[a-z]+:\/\/[^/]*/i, "").replace("{basePath}", "");
  const path = asText(document["basePath"]) ?? variable ?? inUrl;
  return `/${path}`.replaceAll(/\/+/g, "/").replace(/\/$/, "");
}

/**
 * The prefix that the import adds to all paths.
 *
 * @param mode - the import parameter `basepath`: `ignore` is the default; `split` leaves the first part to the stage
 */
export function prefixOf(document: Json, mode: string | undefined): string {
  if (mode === "prepend") return basePathOf(document);
  return mode === "split" ? basePathOf(document).replace(/^\/[^/]*/, "") : "";
}
