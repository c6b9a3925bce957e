import { waitsFor } from "../graph/dependencies";
import type { Graph } from "../graph/graph";
import { isKind, ofKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { isSet, known, readElements, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const isLevel = (resource: Resource, at: string) =>
  /^(INFO|ERROR)$/.test(known(readString(resource, `${at}.loggingLevel`)) ?? "");

/** Whether a stage or method settings write to CloudWatch Logs by the role of the account. */
function writesLogs(_: Graph, resource: Resource): boolean {
  if (isKind(resource, "restMethodSettings")) return isLevel(resource, "settings");
  const settings = ["defaultRouteSettings", ...(known(readElements(resource, "routeSettings")) ?? [])];
  if (settings.some((at) => isLevel(resource, at))) return true;
  const destination = known(readString(resource, "accessLogSettings.destinationArn")) ?? "";
  return isSet(resource, "accessLogSettings") && !destination.includes(":firehose:");
}

/**
 * REST and WebSocket APIs write logs by a role that the account has once per Region; AWS rejects logs before: "CloudWatch
 * Logs role ARN must be set in account settings to enable logging". Another stack may set it. It has no hop: a later
 * update creates what the first one rejects.
 * Source: https://github.com/anomalyco/ion/issues/373 (WebSocket API), https://github.com/VirtusLab/besom/issues/347
 */
export const logsWaitForAccountRole = resourceRule({
  id: "logs-wait-for-account-role",
  displayName: "Logs wait for the role of the account",
  description:
    "A stage or method settings with logs are created after the aws.apigateway.Account that sets the role for them, if the stack has one.",
  remediation: "Add the aws.apigateway.Account to dependsOn.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restStage", "webSocketStage", "restMethodSettings"],
  about: writesLogs,
  none: "no stage of a REST or WebSocket API writes logs",
  judge: (graph, writer) => {
    const [account] = ofKind(graph, "gatewayAccount");
    if (account === undefined)
      return [
        undetermined(writer, `the role for logs of API Gateway in this account and Region, for ${labelOf(writer)}`),
      ];
    return waitsFor(graph, writer).has(account.urn)
      ? []
      : [violation(writer, `${labelOf(writer)} writes logs, and may be created before ${labelOf(account)}`)];
  },
});
