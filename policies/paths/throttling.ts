import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { limitsNeeded, limitsOfMethod, limitsOfRoute, zeroLimit } from "../graph/throttling";
import type { Route } from "./routes";
import type { Trace } from "./trace";
import { broken, step, withUnknown } from "./trace";

/** Continues unless the throttling limits of a route on a stage reject every request. */
export function throttle(graph: Graph, api: Resource, stage: Resource, route: Route, next: () => Trace): Trace {
  const limits = isKind(api, "restApi")
    ? limitsOfMethod(graph, api, stage, route.verb, route.path)
    : limitsOfRoute(graph, stage, route.resource);
  if (limits === undefined || limits.kind === "positive") return next();
  if (limits.kind === "unknown") return withUnknown(next(), { ...step("stage", stage), needs: limitsNeeded(limits) });
  return broken("stage", stage, zeroLimit(limits), "Set throttlingBurstLimit and throttlingRateLimit to more than 0.");
}
