import { allowsOrigin, hasCors, hasCorsResponses } from "../graph/cors";
import { ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { responsesOf } from "../graph/rest-responses";
import { isSet, known, readString } from "../graph/value";
import { enterAccessOpenly } from "./access";
import { pass } from "./context";
import { enterApi } from "./entry";
import { isPrivate, leaveRoute } from "./gateway";
import type { Requests } from "./gateway";
import { oneRequest } from "./path-space";
import { sampleOf } from "./pattern";
import { partsOf } from "./route-parts";
import { chooseRoute, routesOf } from "./routes";
import type { Route } from "./routes";
import { breakOf, broken, reached, servicesIn, step, undetermined, unknownsOf, withUnknown } from "./trace";
import type { Trace, TraceContext } from "./trace";

const browserApis = perGraph((graph) => {
  const apis = [...ofKind(graph, "httpApi"), ...ofKind(graph, "restApi")];
  const isAsked = (api: Resource) =>
    hasCors(api) || routesOf(graph, api).some(({ verb }) => verb === "OPTIONS") || hasCorsResponses(graph, api);
  return new Set(apis.filter(isAsked).map(({ urn }) => urn));
});

/** Whether the program shows that browsers call an API from pages of another origin; none call a WebSocket API so. */
export const isForBrowsers = (graph: Graph, api: Resource): boolean => browserApis(graph).has(api.urn);

/** Path of a request by which a browser asks whether it may send another one to a route. */
export function preflightPath({ path }: Route): string {
  return path === "$default" ? "/~any/other" : sampleOf(path);
}

/** An OPTIONS request that goes to a service or function, which answers it or not. */
function byIntegration(context: TraceContext, route: Route, request: Requests & { basePath: string | undefined }) {
  const { integration, resource } = route;
  if (integration !== undefined && !isPrivate(integration)) {
    return undetermined("integration", integration, `whether ${labelOf(integration)} answers preflight requests`);
  }
  const trace = leaveRoute(context, route, request);
  if (breakOf(trace) !== undefined || unknownsOf(trace).length > 0) return trace;
  const needs = `whether ${servicesIn(trace).join(", ")} answers preflight requests with CORS headers`;
  return withUnknown(trace, { ...step("task", integration ?? resource), needs });
}

/**
 * A mock answers without calling anything, from the responses of its method. Rules of the hop say whether it answers.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
function byMock(context: TraceContext, mock: Resource): Trace {
  const { graph } = context;
  return pass(context, "integration", mock, [], () => {
    const responses = responsesOf(graph, mock);
    if (responses === undefined) return undetermined("integration", mock, `the method of ${labelOf(mock)}`);
    if (responses.integration.some(allowsOrigin)) return reached();
    const wrong = `no integration response of ${labelOf(mock)} has the header Access-Control-Allow-Origin`;
    return broken("integration", mock, wrong, "Map method.response.header.Access-Control-Allow-Origin to a value.");
  });
}

/** API Gateway answers by the CORS configuration of an HTTP API. */
function byConfiguration(api: Resource): Trace {
  if (isSet(api, "corsConfiguration.allowOrigins")) return reached();
  return broken(
    "access",
    api,
    `corsConfiguration of ${labelOf(api)} names no origin`,
    "Set corsConfiguration.allowOrigins to the origins of the web pages.",
  );
}

const isMock = (integration: Resource) => known(readString(integration, "type")) === "MOCK";

/** What the route that matches the preflight request makes of it. */
function atRoute(context: TraceContext, api: Resource, chosen: Route, request: Requests): Trace {
  return enterApi(context, api, chosen, ({ basePath }) =>
    pass(context, "route", chosen.resource, partsOf(context.graph, chosen.resource), () =>
      enterAccessOpenly(context, chosen, () => {
        if (hasCors(api)) return byConfiguration(api);
        const { integration } = chosen;
        return integration !== undefined && isMock(integration)
          ? byMock(context, integration)
          : byIntegration(context, chosen, { ...request, basePath });
      }),
    ),
  );
}

/**
 * Traces the preflight request of a route: OPTIONS to its path, without credentials. Undefined if the program does not
 * show that browsers call the API, and if no route matches OPTIONS, because a browser sends simple requests without asking.
 */
export function tracePreflight(context: TraceContext, api: Resource, route: Route): Trace | undefined {
  const { graph } = context;
  if (route.verb === "OPTIONS" || !isForBrowsers(graph, api)) return undefined;
  const path = preflightPath(route);
  const chosen = chooseRoute(graph, api, "OPTIONS", path);
  if (chosen === undefined) {
    return hasCors(api) ? enterApi(context, api, route, () => byConfiguration(api)) : undefined;
  }
  const request = { path, parameters: chosen.parameters, space: oneRequest("OPTIONS", path) };
  return atRoute(context, api, chosen.route, request);
}
