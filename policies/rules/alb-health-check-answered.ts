import { resourceRule } from "../resource-rule";
import { listenersOf, rulesOf } from "../graph/load-balancers";
import { albsBehind } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { healthCheckOf } from "../graph/health-checks";
import { patternFits } from "../graph/path-pattern";
import type { Resource } from "../graph/resource";
import { known, readElements, readNumber, readString, readStrings } from "../graph/value";
import { undetermined, violation } from "../rule";

/** Whether all actions forward or return a fixed response of 200 to 399. Unknown actions count as success. */
function respondsWell(owner: Resource, property: string): boolean {
  const actions = known(readElements(owner, property)) ?? [];
  return actions.every((at) => {
    const code = Number(known(readString(owner, `${at}.fixedResponse.statusCode`)) ?? "200");
    return known(readString(owner, `${at}.type`)) !== "fixed-response" || (code >= 200 && code < 400);
  });
}

function matches(rule: Resource, path: string): boolean {
  const conditions = known(readElements(rule, "conditions")) ?? [];
  const patterns = conditions.flatMap((at) => known(readStrings(rule, `${at}.pathPattern.values`)) ?? []);
  return conditions.length === 1 && patterns.some((pattern) => patternFits(pattern, path));
}

function unanswered(graph: Graph, group: Resource, path: string): Resource | undefined {
  const check = healthCheckOf(group);
  const port = check.port === "traffic" ? known(readNumber(group, "port")) : check.port;
  const listeners = albsBehind(graph, group).flatMap((alb) => listenersOf(graph, alb));
  return listeners
    .filter((listener) => known(readNumber(listener, "port")) === port)
    .find((listener) => {
      const matching = rulesOf(graph, listener).filter((rule) => matches(rule, path));
      return matching.length > 0
        ? !matching.some((rule) => respondsWell(rule, "actions"))
        : !respondsWell(listener, "defaultActions");
    });
}

/** The NLB's health check goes through the ALB. A shared ALB that returns 404 by default needs a rule for that path. */
export const albHealthCheckAnswered = resourceRule({
  id: "alb-health-check-answered",
  displayName: "ALB health checks are answered",
  description: "An ALB behind an NLB answers the NLB's health check path with a status code from 200 to 399.",
  remediation:
    "Add a listener rule that forwards the health check path or returns 200, or use another health check path.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  about: (_, group) => known(readString(group, "targetType")) === "alb",
  none: "the stack has no target group of type alb",
  judge: (graph, group) => {
    const { path } = healthCheckOf(group);
    if (path === undefined) return [undetermined(group, `the health check path of target group ${group.name}`)];
    const listener = unanswered(graph, group, path);
    if (listener === undefined) return [];
    return [
      violation(
        group,
        `listener ${listener.name} returns an error for the health check of target group ${group.name} on ${path}`,
      ),
    ];
  },
});
