import { resourceRule } from "../resource-rule";
import { apiOf, greedyParameterOf, restResourceOf } from "../graph/apis";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { keyPath, known, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

/** Key of an API and one of its REST resources; methods on unknown resources share a key. */
const resourceKey = (graph: Graph, api: Resource, member: Resource) =>
  `${api.urn} ${referenceKey(restResourceOf(graph, member)) ?? ""}`;

const methodsByResource = perGraph((graph) =>
  groupBy(ofKind(graph, "restMethod"), (method) => {
    const api = resourceOf(apiOf(graph, method));
    return api && resourceKey(graph, api, method);
  }),
);

/** Methods on the same resource with the same verb. */
function methodsOf(graph: Graph, integration: Resource): readonly Resource[] {
  const api = resourceOf(apiOf(graph, integration));
  if (api === undefined) return [];
  const verb = known(readString(integration, "httpMethod"));
  const methods = methodsByResource(graph).get(resourceKey(graph, api, integration)) ?? [];
  return verb === undefined ? methods : methods.filter((method) => known(readString(method, "httpMethod")) === verb);
}

export const restProxyPathOneUnit = resourceRule({
  id: "rest-proxy-path-one-unit",
  displayName: "Greedy path parameters are mapped completely",
  description:
    "For a greedy path, the method declares the parameter, the integration maps it, and the uri contains it; all three are required.",
  severity: "critical",
  remediation:
    "Set the method parameter to true, map the integration parameter to it, and end the uri with the parameter.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html",
  tags: ["wiring", "rest-api"],
  hop: "path",
  kinds: ["restIntegration"],
  about: (graph, integration) =>
    known(readString(integration, "connectionType")) === "VPC_LINK" &&
    greedyParameterOf(graph, integration) !== undefined,
  none: "no private integration has a greedy path",
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
        ? [
            violation(
              integration,
              `the uri of ${integration.name} does not contain {${name}}`,
              `End the uri with {${name}}.`,
            ),
          ]
        : []),
      ...(uri.kind === "unknown" ? [undetermined(integration, `the path in the uri of ${integration.name}`)] : []),
    ];
  },
});
