import { apiOf } from "../graph/apis";
import { waitsFor } from "../graph/dependencies";
import { groupBy, isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { protocolOf } from "../graph/protocol";
import { referenceKey, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, read, readElements, readString } from "../graph/value";
import { missing } from "../missing";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";
import type { Finding } from "../rule";

const routesByKey = perGraph((graph) =>
  groupBy([...ofKind(graph, "httpRoute"), ...ofKind(graph, "webSocketRoute")], (route) => {
    const [api, key] = [referenceKey(apiOf(graph, route)), known(readString(route, "routeKey"))];
    return api === undefined || key === undefined ? undefined : `${api} ${key}`;
  }),
);

/** Whether API Gateway itself creates the route, with the API. */
const isQuickCreated = (api: Resource, key: string) =>
  read(api, "target").kind !== "absent" && key === (known(readString(api, "routeKey")) ?? "$default");

/**
 * API Gateway looks up the route of route settings when it creates the stage: "Unable to find Route by key".
 * Source: https://github.com/DianaIonita/serverless-api-gateway-throttling/pull/34 (`ANY` is a key like the others)
 */
function judgeRoute(graph: Graph, stage: Resource, key: string): readonly Finding[] {
  const api = resourceOf(apiOf(graph, stage));
  if (api === undefined) return [];
  const routes = routesByKey(graph).get(`${api.urn} ${key}`) ?? [];
  if (routes.length === 0 && isQuickCreated(api, key)) return [];
  if (routes.length === 0) {
    const wrong = `${labelOf(stage)} has settings of route ${key}, which ${labelOf(api)} does not have`;
    const fix = "Name the key of a route of the API, or remove the settings.";
    return [missing(graph, [isKind(api, "httpApi") ? "httpRoute" : "webSocketRoute"], stage, { wrong, fix })];
  }
  const before = waitsFor(graph, stage);
  const [late] = routes.filter(({ urn }) => !before.has(urn));
  if (late === undefined) return [];
  const wrong = `${labelOf(stage)} has settings of route ${key}, and may be created before ${labelOf(late)}`;
  return [violation(stage, wrong, `Add ${late.name} to dependsOn of ${labelOf(stage)}.`)];
}

/** It has no hop: a later update creates what the first one rejects. */
export const httpStageSettings = resourceRule({
  id: "http-stage-settings",
  displayName: "API Gateway accepts the stage's settings",
  description:
    "A stage of an HTTP API has no execution logs, and the route settings of a stage name routes of its API, which exist before the stage.",
  remediation: "Remove loggingLevel, which HTTP APIs do not support; use accessLogSettings for a log of requests.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
  tags: ["wiring", "http-api"],
  kinds: ["httpStage", "webSocketStage"],
  none: "the stack has no stage of an HTTP or WebSocket API",
  judge: (graph, stage) => {
    const single = known(readElements(stage, "routeSettings")) ?? [];
    const logged = ["defaultRouteSettings", ...single].filter((at) =>
      /^(INFO|ERROR)$/.test(known(readString(stage, `${at}.loggingLevel`)) ?? ""),
    );
    return [
      ...(protocolOf(graph, stage) === "HTTP"
        ? logged.map((at) =>
            violation(stage, `${at} of ${labelOf(stage)} sets loggingLevel, but its API is an HTTP API`),
          )
        : []),
      ...single.flatMap((at) => judgeRoute(graph, stage, known(readString(stage, `${at}.routeKey`)) ?? "")),
    ];
  },
});
