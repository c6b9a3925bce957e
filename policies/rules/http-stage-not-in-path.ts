import { resourceRule } from "../resource-rule";
import { apiOf, membersOf } from "../graph/apis";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { keyPath, known, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

/** Whether the API of an integration has a stage whose name is part of its URLs. */
function staged(graph: Graph, integration: Resource): boolean {
  const api = apiOf(graph, integration);
  if (api.kind !== "resource" || known(readString(integration, "connectionType")) !== "VPC_LINK") return false;
  return membersOf(graph, api.resource, "httpStage").some((stage) => known(readString(stage, "name")) !== "$default");
}

export const httpStageNotInPath = resourceRule({
  id: "http-stage-not-in-path",
  displayName: "The stage name is not in the path",
  description:
    "An HTTP API with a named stage overwrites the path of its private integrations, because API Gateway adds the stage name as a prefix.",
  severity: "critical",
  remediation: 'Set requestParameters to { "overwrite:path": "$request.path" }, or use the $default stage.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api"],
  hop: "path",
  kinds: ["httpIntegration"],
  about: staged,
  none: "no HTTP API with a named stage has a private integration",
  judge: (_, integration) => {
    const path = readString(integration, keyPath("requestParameters", "overwrite:path"));
    if (path.kind === "known") return [];
    if (path.kind === "unknown") return [undetermined(integration, `the path mapping of ${integration.name}`)];
    return [violation(integration, `${integration.name} sends the stage name as a prefix of the path`)];
  },
});
