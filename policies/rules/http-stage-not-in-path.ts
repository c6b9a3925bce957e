import { resourceRule } from "../resource-rule";
import { apiOf, integrationTargetOf, membersOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { keyPath, known, read, readString } from "../graph/value";
import { readRulesOf } from "../paths/listener-rules";
import { undetermined, violation } from "../rule";

const stageNamesOf = (graph: Graph, api: Resource) =>
  membersOf(graph, api, "httpStage").map((stage) => known(readString(stage, "name")));

/** Whether the rules of the listener expect the stage name: the path pattern of one of them starts with it. */
function isExpected(graph: Graph, integration: Resource): boolean {
  const listener = resourceOf(integrationTargetOf(graph, integration));
  const api = resourceOf(apiOf(graph, integration));
  if (api === undefined || listener === undefined || !isKind(listener, "listener")) return false;
  const prefixes = stageNamesOf(graph, api).flatMap((name) => (name === undefined ? [] : `/${name}/`));
  const beginnings = readRulesOf(graph, listener).rules.flatMap((rule) => rule.beginnings);
  return prefixes.some((prefix) => beginnings.some((beginning) => `${beginning}/`.startsWith(prefix)));
}

/**
 * Whether the URLs of the API of an integration contain the name of a stage; undefined if the stack does not show its
 * stages.
 */
function isStaged(graph: Graph, integration: Resource): boolean | undefined {
  const api = resourceOf(apiOf(graph, integration));
  if (api === undefined) return undefined;
  const names = stageNamesOf(graph, api);
  if (names.some((name) => name !== undefined && name !== "$default")) return true;
  // An API with a target creates its own stage, $default.
  const isComplete = names.length > 0 || read(api, "target").kind !== "absent";
  return isComplete && !names.includes(undefined) ? false : undefined;
}

export const httpStageNotInPath = resourceRule({
  id: "http-stage-not-in-path",
  displayName: "The stage name is not in the path",
  description:
    "An HTTP API with a named stage overwrites the path of its private integrations, because API Gateway adds the stage name as a prefix, unless listener rules match paths with this prefix.",
  severity: "critical",
  remediation: 'Set requestParameters to { "overwrite:path": "$request.path" }, or use the $default stage.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api"],
  hop: "path",
  kinds: ["httpIntegration"],
  about: (graph, integration) =>
    known(readString(integration, "connectionType")) === "VPC_LINK" && isStaged(graph, integration) !== false,
  none: "no HTTP API with a named stage has a private integration",
  judge: (graph, integration) => {
    const path = readString(integration, keyPath("requestParameters", "overwrite:path"));
    if (path.kind === "known" || isExpected(graph, integration)) return [];
    if (path.kind === "unknown") return [undetermined(integration, `the path mapping of ${integration.name}`)];
    if (isStaged(graph, integration) === undefined)
      return [undetermined(integration, `the stage name of the API of integration ${integration.name}`)];
    return [violation(integration, `${integration.name} sends the stage name as a prefix of the path`)];
  },
});
