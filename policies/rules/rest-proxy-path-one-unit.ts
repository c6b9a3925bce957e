import { resourceRule } from "../resource-rule";
import { apiOf, greedyParameterOf, restResourceOf } from "../graph/apis";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { keyPath, known, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

/** Of an API and the REST resource on it; methods on resources that cannot be told apart share a key. */
const placeOf = (graph: Graph, api: Resource, member: Resource) =>
  `${api.urn} ${referenceKey(restResourceOf(graph, member)) ?? ""}`;

const methodsByPlace = perGraph((graph) =>
  groupBy(ofKind(graph, "restMethod"), (method) => {
    const api = resourceOf(apiOf(graph, method));
    return api && placeOf(graph, api, method);
  }),
);

/** Methods on the same resource and of the same verb. */
function methodsOf(graph: Graph, integration: Resource): readonly Resource[] {
  const api = resourceOf(apiOf(graph, integration));
  if (api === undefined) return [];
  const verb = known(readString(integration, "httpMethod"));
  const methods = methodsByPlace(graph).get(placeOf(graph, api, integration)) ?? [];
  return verb === undefined ? methods : methods.filter((method) => known(readString(method, "httpMethod")) === verb);
}

export const restProxyPathOneUnit = resourceRule({
  id: "rest-proxy-path-one-unit",
  displayName: "Greedy paths are mapped as one unit",
  description:
    "Behind a greedy path the method declares the parameter, the integration maps it, and the URI holds it; none works alone.",
  severity: "critical",
  remediation:
    "Set the method parameter to true, map the integration parameter to it, and end the uri in the parameter.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html",
  tags: ["wiring", "rest-api"],
  hop: "path",
  kinds: ["restIntegration"],
  about: (graph, integration) =>
    known(readString(integration, "connectionType")) === "VPC_LINK" &&
    greedyParameterOf(graph, integration) !== undefined,
  none: "no private integration stands on a greedy path",
  judge: (graph, integration) => {
    const name = greedyParameterOf(graph, integration) ?? "";
    const source = `method.request.path.${name}`;
    const methods = methodsOf(graph, integration);
    const declared =
      methods.length === 0 ||
      methods.some((method) => known(readString(method, keyPath("requestParameters", source))) === "true");
    const mapped =
      known(readString(integration, keyPath("requestParameters", `integration.request.path.${name}`))) === source;
    const uri = readString(integration, "uri");
    return [
      ...(declared
        ? []
        : [
            violation(
              integration,
              `the method of ${integration.name} does not declare ${source}`,
              `Set requestParameters of the method: { "${source}": true }.`,
            ),
          ]),
      ...(mapped
        ? []
        : [
            violation(
              integration,
              `${integration.name} does not map ${source}`,
              `Set requestParameters: { "integration.request.path.${name}": "${source}" }.`,
            ),
          ]),
      ...(uri.kind === "known" && !uri.value.includes(`{${name}}`)
        ? [violation(integration, `the uri of ${integration.name} does not hold {${name}}`, `End it in {${name}}.`)]
        : []),
      ...(uri.kind === "unknown" ? [undetermined(integration, `the path inside the uri of ${integration.name}`)] : []),
    ];
  },
});
