import { derived, partUrn } from "./derived";
import { operationsOf, pathsOf, prefixOf } from "./openapi";
import type { Operation } from "./openapi";
import { asObject, asText } from "./openapi-text";
import type { Json } from "./openapi-text";
import type { Resource } from "./resource";
import { known, readString } from "./value";

const resourceType = "apigateway/resource:Resource";

/** `/a/b` has the resources `/a` and `/a/b`; the root resource belongs to the API. */
const resourcePaths = (path: string): readonly string[] => {
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.map((_, index) => `/${segments.slice(0, index + 1).join("/")}`);
};

/** A REST API, and the resource with the body: the API itself or an `aws.apigateway.RestApiPut`. */
interface Defined {
  readonly api: string;
  readonly owner: Resource;
}

const resourceUrn = ({ api, owner }: Defined, path: string) =>
  path === "" || path === "/" ? api : partUrn(owner, { type: resourceType, part: path });

function restResource(defined: Defined, path: string): Resource {
  const slash = path.lastIndexOf("/");
  return derived(defined.owner, {
    type: resourceType,
    part: path,
    values: { pathPart: path.slice(slash + 1) },
    references: { restApi: defined.api, parentId: resourceUrn(defined, path.slice(0, slash)) },
  });
}

function integrationValues(integration: Json): Readonly<Record<string, unknown>> {
  return {
    type: asText(integration["type"])?.toUpperCase(),
    integrationHttpMethod: asText(integration["httpMethod"])?.toUpperCase(),
    connectionType: asText(integration["connectionType"])?.toUpperCase(),
    connectionId: asText(integration["connectionId"]),
    integrationTarget: asText(integration["integrationTarget"]),
    uri: asText(integration["uri"]),
    timeoutMilliseconds: integration["timeoutInMillis"],
    responseTransferMode: asText(integration["responseTransferMode"])?.toUpperCase(),
    contentHandling: asText(integration["contentHandling"])?.toUpperCase(),
    requestParameters: asObject(integration["requestParameters"]),
    tlsConfig: asObject(integration["tlsConfig"]),
  };
}

const declaredParameters = (names: readonly string[]) =>
  names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [`method.request.path.${name}`, true]));

function methodResources(defined: Defined, operation: Operation): readonly Resource[] {
  const { owner } = defined;
  const { verb, path, integration } = operation;
  const part = `${verb} ${path}`;
  const references = { restApi: defined.api, resourceId: resourceUrn(defined, path) };
  const method = derived(owner, {
    type: "apigateway/method:Method",
    part,
    values: {
      httpMethod: verb,
      authorization: operation.authorization,
      apiKeyRequired: operation.apiKeyRequired,
      requestParameters: declaredParameters(operation.pathParameters),
    },
    references,
  });
  const methodResponses = operation.responses.map((statusCode) =>
    derived(owner, {
      type: "apigateway/methodResponse:MethodResponse",
      part: `${statusCode} of ${part}`,
      values: { httpMethod: verb, statusCode },
      references,
    }),
  );
  if (integration === undefined) return [method, ...methodResponses];
  const responses = Object.entries(asObject(integration["responses"]) ?? {}).map(([pattern, response]) =>
    derived(owner, {
      type: "apigateway/integrationResponse:IntegrationResponse",
      part: `${pattern} of ${part}`,
      values: {
        httpMethod: verb,
        statusCode: asText(asObject(response)?.["statusCode"]),
        responseParameters: asObject(asObject(response)?.["responseParameters"]),
        ...(pattern === "default" ? {} : { selectionPattern: pattern }),
      },
      references,
    }),
  );
  const values = { ...integrationValues(integration), httpMethod: verb };
  return [
    method,
    derived(owner, { type: "apigateway/integration:Integration", part, values, references }),
    ...methodResponses,
    ...responses,
  ];
}

/**
 * Resources, methods and integrations of a REST API that an OpenAPI document defines.
 *
 * @param owner - the resource with the body
 * @param api - URN of the API
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function restResources(owner: Resource, document: Json, api: string): readonly Resource[] {
  const defined = { api, owner };
  const prefix = prefixOf(document, known(readString(owner, "parameters.basepath")));
  const at = (path: string) => (prefix === "" ? path : `${prefix}${path}`.replace(/\/$/, ""));
  const paths = new Set(pathsOf(document).flatMap((path) => resourcePaths(at(path))));
  return [
    ...[...paths].map((path) => restResource(defined, path)),
    ...operationsOf(document).flatMap((operation) =>
      methodResources(defined, { ...operation, path: at(operation.path) || "/" }),
    ),
  ];
}
