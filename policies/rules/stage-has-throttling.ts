import { apiOf } from "../graph/apis";
import { isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resolvePaths, resourceOf, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { methodSettingsOf, stageLimits } from "../graph/throttling";
import { isSet, known, readElements, readNumber } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** APIs in a usage plan that throttles. */
const planned = perGraph((graph) => {
  const throttling = ofKind(graph, "usagePlan").filter((plan) => isSet(plan, "throttleSettings"));
  const apis = throttling.flatMap((plan) => {
    const paths = (known(readElements(plan, "apiStages")) ?? []).map((at) => `${at}.apiId`);
    return resourcesIn(resolvePaths(graph, plan, paths, "restApi").references);
  });
  return new Set(apis.map(({ urn }) => urn));
});

function isThrottled(graph: Graph, stage: Resource): boolean {
  // Limits of 0 are reported as such.
  if (!isKind(stage, "restStage")) return stageLimits(stage).length > 0;
  const api = resourceOf(apiOf(graph, stage));
  if (api === undefined) return true;
  const limited = methodSettingsOf(graph, api).some((settings) => {
    const rate = readNumber(settings, "settings.throttlingRateLimit");
    return rate.kind === "unknown" || (rate.kind === "known" && rate.value >= 0);
  });
  return limited || planned(graph).has(api.urn);
}

const fixOf = (stage: Resource) =>
  isKind(stage, "restStage")
    ? "Add an aws.apigateway.MethodSettings for */* with throttlingBurstLimit and throttlingRateLimit."
    : "Set throttlingBurstLimit and throttlingRateLimit in defaultRouteSettings.";

export const stageHasThrottling = resourceRule({
  id: "stage-has-throttling",
  displayName: "Stages limit their requests",
  description:
    "A stage has throttling limits of its own; without them, one API can use up the request rate of the whole account.",
  severity: "low",
  enforcement: "advisory",
  remediation:
    "Set both limits in defaultRouteSettings (HTTP or WebSocket API), or in an aws.apigateway.MethodSettings for */* (REST API).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  tags: ["safety", "http-api", "rest-api"],
  kinds: ["httpStage", "restStage", "webSocketStage"],
  none: "the stack has no stage",
  judge: (graph, stage) =>
    isThrottled(graph, stage)
      ? []
      : [violation(stage, `${labelOf(stage)} has no throttling limits of its own`, fixOf(stage))],
});
