import { protocolOf } from "../graph/protocol";
import { readString } from "../graph/value";
import { allVerbs } from "../graph/verbs";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** What is wrong with the route key of an HTTP API; undefined if nothing is. */
function faultOf(key: string): string | undefined {
  if (key === "$default") return undefined;
  const [method = "", path, ...more] = key.split(" ");
  if (path === undefined || more.length > 0) return "is not a method, one space and a path";
  if (method !== "ANY" && !allVerbs.includes(method)) return `has the method ${method}`;
  if (!path.startsWith("/")) return "has a path without a leading slash";
  return /\+\}./.test(path) ? "has a greedy variable that is not at the end" : undefined;
}

export const routeKeyAccepted = resourceRule({
  id: "route-key-accepted",
  displayName: "Route keys have an accepted form",
  description: "The route key of an HTTP API is $default, or a method and a path whose greedy variable is at the end.",
  remediation: "Write the route key as METHOD /path, such as ANY /orders/{proxy+}, or as $default.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
  tags: ["wiring", "http-api"],
  hop: "route",
  kinds: ["httpRoute"],
  about: (graph, route) => protocolOf(graph, route) === "HTTP",
  none: "the stack has no route of an HTTP API",
  judge: (_, route) => {
    const key = readString(route, "routeKey");
    if (key.kind !== "known") return [undetermined(route, `the route key of ${route.name}`)];
    const fault = faultOf(key.value);
    return fault === undefined ? [] : [violation(route, `route key ${key.value} of ${route.name} ${fault}`)];
  },
});
