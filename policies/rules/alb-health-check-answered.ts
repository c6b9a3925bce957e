import { resourceRule } from "../resource-rule";
import { listenersOf } from "../graph/load-balancers";
import { albsBehind } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { healthCheckOf } from "../graph/health-checks";
import type { Resource } from "../graph/resource";
import { known, readElements, readNumber, readString } from "../graph/value";
import { oneRequest } from "../paths/path-space";
import { choose } from "../paths/rule-choice";
import type { Choice } from "../paths/rule-choice";
import { missing } from "../missing";
import { undetermined } from "../rule";

/** Status code that an action returns itself; undefined if it forwards or is unknown. */
function codeOf(owner: Resource, at: string): number | undefined {
  const type = known(readString(owner, `${at}.type`));
  if (type === "fixed-response") return Number(known(readString(owner, `${at}.fixedResponse.statusCode`)) ?? "200");
  if (type !== "redirect") return undefined;
  const code = /^HTTP_(\d{3})$/.exec(known(readString(owner, `${at}.redirect.statusCode`)) ?? "");
  return code === null ? undefined : Number(code[1]);
}

/** Whether all actions forward, or return a code that the health check accepts. Unknown actions count as success. */
function respondsWell({ owner, property }: Choice, accepts: (code: number) => boolean): boolean {
  const actions = known(readElements(owner, property)) ?? [];
  return actions.map((at) => codeOf(owner, at)).every((code) => code === undefined || accepts(code));
}

/** A listener at the port of the target group that returns an error for a path. */
function unanswered(graph: Graph, group: Resource, path: string): Resource | undefined {
  const check = healthCheckOf(group);
  const port = check.port === "traffic" ? known(readNumber(group, "port")) : check.port;
  const listeners = albsBehind(graph, group).flatMap((alb) => listenersOf(graph, alb));
  const request = { space: oneRequest("GET", path), path, integration: undefined, from: undefined };
  return listeners
    .filter((listener) => known(readNumber(listener, "port")) === port)
    .find((listener) => {
      const { certain, possible } = choose(graph, listener, request);
      return [...certain, ...possible].every((choice) => !respondsWell(choice, check.accepts));
    });
}

/** The NLB's health check goes through the ALB. A shared ALB that returns 404 by default needs a rule for that path. */
export const albHealthCheckAnswered = resourceRule({
  id: "alb-health-check-answered",
  displayName: "ALB health checks are answered",
  description:
    "An ALB behind an NLB answers the NLB's health check path with a status code of its matcher, by default from 200 to 399.",
  remediation:
    "Add a listener rule that forwards the health check path or returns an accepted code, or use another health check path.",
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
    const wrong = `listener ${listener.name} returns a code that is no success for the health check of target group ${group.name} on ${path}`;
    return [missing(graph, ["listenerRule"], group, { wrong })];
  },
});
