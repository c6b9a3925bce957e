import { stagesOf } from "../graph/apis";
import { mappingsByKey, mappingsOf } from "../graph/domains";
import { labelOf } from "../graph/label";
import { isUsed, longerMapping, mappedPaths, mappedStage } from "../graph/mapped";
import type { Resource } from "../graph/resource";
import { known, readBoolean } from "../graph/value";
import { pass } from "./context";
import { throughDomain } from "./domain";
import { routeName } from "./routes";
import type { Route } from "./routes";
import { enterStage } from "./stage";
import { broken, connectedBy, everyOf, step, withUnknown } from "./trace";
import type { Trace, TraceContext } from "./trace";

/** How requests come to the stage of an API. */
interface Entry {
  /** Base path that API Gateway removes before it chooses the route; empty for none, undefined if it is unknown. */
  readonly basePath: string | undefined;
  /** Undefined if the stack has none. */
  readonly stage: Resource | undefined;
}

type Next = (entry: Entry) => Trace;

/** Whether requests whose path begins with another path can match a route. */
function mayBeginWith(route: Route, begin: string): boolean {
  const [wanted, own] = [begin, route.path].map((path) => path.split("/").filter((segment) => segment !== ""));
  if (wanted === undefined || own === undefined || route.path === "$default") return true;
  const parameter = own.findIndex((segment) => segment.startsWith("{"));
  const fixed = parameter === -1 ? own : own.slice(0, parameter);
  return wanted.every((segment, at) => fixed[at] === segment || (at >= fixed.length && parameter !== -1));
}

/**
 * API Gateway answers these paths of a custom domain name itself. Whether it does below a base path is not documented.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function reserve(mapping: Resource, { path }: Route, basePath: string | undefined, next: () => Trace): Trace {
  if (path !== "/ping" && path !== "/sping") return next();
  if (basePath === "") {
    const wrong = `API Gateway answers ${path} of a custom domain name itself`;
    return broken("mapping", mapping, wrong, "Use another path, or map the API under a base path.");
  }
  const needs = `whether API Gateway answers ${path} below base path ${basePath ?? "of the mapping"} itself`;
  return withUnknown(next(), { ...step("mapping", mapping), needs });
}

function throughMapping(context: TraceContext, api: Resource, mapping: Resource, route: Route, next: Next): Trace {
  const { graph } = context;
  const basePath = mappedPaths(mapping).removed;
  const { stage, needs } = mappedStage(graph, api, mapping);
  const rivals = [...mappingsByKey(graph).values()].find((group) => group.includes(mapping)) ?? [];
  return throughDomain(context, mapping, () =>
    pass(context, "mapping", mapping, rivals, () => {
      const trace = reserve(mapping, route, basePath, () =>
        enterStage(context, api, stage, route, () => next({ basePath, stage })),
      );
      return needs === undefined ? trace : withUnknown(trace, { ...step("mapping", mapping), needs });
    }),
  );
}

/** Requests to the default endpoint, whose certificate is AWS's own. */
function throughEndpoint(context: TraceContext, api: Resource, route: Route, next: Next): Trace {
  const [stage] = stagesOf(context.graph, api);
  const trace = enterStage(context, api, stage, route, () => next({ basePath: "", stage }));
  return connectedBy("stage", { encryption: "verified" }, trace);
}

/** Outcomes of several mappings are the same behind them. */
function once(trace: Trace): Trace {
  const outcomes = new Map(trace.outcomes.map((one) => [`${one.urn} ${one.example}`, one]));
  return { ...trace, outcomes: [...outcomes.values()] };
}

const excluded = (mapping: Resource): Trace =>
  broken(
    "mapping",
    mapping,
    `the routing mode of its domain name excludes ${labelOf(mapping)}`,
    "Set routingMode of the domain name to a mode with mappings, or with routing rules.",
  );

const hidden = (mapping: Resource, route: Route, longer: Resource): Trace =>
  broken(
    "mapping",
    mapping,
    `${labelOf(longer)}, which has a longer key, gets the requests for ${routeName(route)} of ${labelOf(mapping)}`,
    "Remove the route, or change one of the keys.",
  );

/**
 * Requests come by the mappings of domain names, or by the default endpoint if there is none. Beside a domain name the
 * default endpoint is not traced: behind it are the same hops.
 */
export function enterApi(context: TraceContext, api: Resource, route: Route, next: Next): Trace {
  const { graph } = context;
  const all = mappingsOf(graph, api);
  const used = all.filter((mapping) => isUsed(graph, mapping));
  if (used.length === 0 && all[0] !== undefined) return excluded(all[0]);
  const possible = used.filter((mapping) => mayBeginWith(route, mappedPaths(mapping).kept));
  const mappings = possible.filter((mapping) => longerMapping(graph, mapping, route.path) === undefined);
  if (mappings.length > 0) {
    return once(everyOf(mappings.map((mapping) => throughMapping(context, api, mapping, route, next))));
  }
  const isClosed = known(readBoolean(api, "disableExecuteApiEndpoint")) === true;
  const [shorter] = possible;
  const longer = shorter && longerMapping(graph, shorter, route.path);
  if (isClosed && shorter !== undefined && longer !== undefined) return hidden(shorter, route, longer);
  const trace = throughEndpoint(context, api, route, next);
  if (!isClosed || all.length === 0) return trace;
  const needs = `a mapping that sends requests for ${routeName(route)} to ${labelOf(api)}`;
  return withUnknown(trace, { ...step("mapping", api), needs });
}
