import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { keyPath, known, readKeys, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** The static value of a CORS header in the response parameters, without its quotes; undefined for other mappings. */
function headerOf(response: Resource, name: string): string | undefined {
  const keys = known(readKeys(response, "responseParameters")) ?? [];
  const key = keys.find((one) => one.toLowerCase().endsWith(`.header.access-control-${name}`));
  const value = key && known(readString(response, keyPath("responseParameters", key)));
  return /^'(.*)'$/.exec(value ?? "")?.[1]?.trim();
}

/** Headers whose `*` is a name like any other in a request with credentials. */
const lists = ["allow-origin", "allow-headers", "allow-methods", "expose-headers"];

function wrongsOf(response: Resource): readonly string[] {
  const origin = headerOf(response, "allow-origin");
  const several = origin?.includes(",") ? [`names several origins (${origin}), of which browsers accept none`] : [];
  if (headerOf(response, "allow-credentials") !== "true") return several;
  const stars = lists.filter((name) => headerOf(response, name) === "*");
  const open = stars.map((name) => `allows credentials, but Access-Control-${name} is *, which browsers refuse`);
  return [...several, ...open];
}

/**
 * Of an HTTP API, AWS itself rejects credentials for all origins, which `api-settings-accepted` reports.
 * Source: https://developer.mozilla.org/docs/Web/HTTP/CORS/Errors/CORSNotSupportingCredentials
 */
export const credentialsNameOrigins = resourceRule({
  id: "credentials-name-origins",
  displayName: "CORS answers are such that browsers accept them",
  description:
    "An answer of a REST API to a browser names one origin, and if it allows credentials, its CORS headers have no wildcard.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Name one origin, and list headers and methods by name.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html",
  tags: ["safety", "rest-api"],
  kinds: ["restIntegrationResponse", "restGatewayResponse"],
  none: "the stack has no integration response and no gateway response",
  judge: (_, response) => wrongsOf(response).map((wrong) => violation(response, `${labelOf(response)} ${wrong}`)),
});
