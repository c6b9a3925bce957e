import { resourceRule } from "../resource-rule";
import { listenersOf, rulesOf } from "../graph/load-balancers";
import { albsBehind } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { patternFits } from "../graph/path-pattern";
import type { Resource } from "../graph/resource";
import { known, readElements, readNumber, readString, readStrings } from "../graph/value";
import { violation } from "../rule";

/** Whether an action answers well: it forwards, or gives 200 to 399 by itself. Unknown ones are taken to. */
function answers(owner: Resource, property: string): boolean {
  const actions = known(readElements(owner, property)) ?? [];
  return actions.every((at) => {
    const code = Number(known(readString(owner, `${at}.fixedResponse.statusCode`)) ?? "200");
    return known(readString(owner, `${at}.type`)) !== "fixed-response" || (code >= 200 && code < 400);
  });
}

function takes(rule: Resource, path: string): boolean {
  const conditions = known(readElements(rule, "conditions")) ?? [];
  const patterns = conditions.flatMap((at) => known(readStrings(rule, `${at}.pathPattern.values`)) ?? []);
  return conditions.length === 1 && patterns.some((pattern) => patternFits(pattern, path));
}

function unanswered(graph: Graph, group: Resource, path: string): Resource | undefined {
  const port = known(readNumber(group, "port"));
  const listeners = albsBehind(graph, group).flatMap((alb) => listenersOf(graph, alb));
  return listeners
    .filter((listener) => known(readNumber(listener, "port")) === port)
    .find((listener) => {
      const matching = rulesOf(graph, listener).filter((rule) => takes(rule, path));
      return matching.length > 0
        ? !matching.some((rule) => answers(rule, "actions"))
        : !answers(listener, "defaultActions");
    });
}

/** The NLB checks through the ALB: a shared ALB whose default action is 404 has to answer that path by a rule. */
export const albHealthCheckAnswered = resourceRule({
  id: "alb-health-check-answered",
  displayName: "Health checks of ALBs are answered",
  description: "The ALB behind an NLB answers the path of the NLB's health check with 200 to 399.",
  remediation: "Add a rule for the path that forwards or answers 200, or check another path.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  about: (_, group) => known(readString(group, "targetType")) === "alb",
  none: "the stack has no target group of type alb",
  judge: (graph, group) => {
    const path = known(readString(group, "healthCheck.path")) ?? "/";
    const listener = unanswered(graph, group, path);
    if (listener === undefined) return [];
    return [
      violation(
        group,
        `${listener.name} answers the health check of ${group.name} on ${path} by an error`,
        "Add a rule for the path that answers 200.",
      ),
    ];
  },
});
