import type { ListenerNode, OwnBalancer, Plan } from "../../core/plan";
import type { ApiNode, RouteNode } from "../../core/plan-api";

/** The service that receives a request, and the path that it sees. */
export interface Arrival {
  readonly service: string;
  readonly path: string;
}

function matches({ prefix, greedy }: RouteNode, path: string): string | undefined {
  if (!greedy) return prefix === path ? "" : undefined;
  const folder = prefix === "/" ? prefix : `${prefix}/`;
  return path.startsWith(folder) && path.length > folder.length ? path.slice(folder.length) : undefined;
}

/** Selects the route as API Gateway does: a full match first, then the longest greedy match. */
function chooseRoute(api: ApiNode, path: string): { route: RouteNode; rest: string } | undefined {
  const found = api.routes.flatMap((route) => {
    const rest = matches(route, path);
    return rest === undefined ? [] : [{ route, rest }];
  });
  return found.sort(
    (a, b) => Number(b.rest === "") - Number(a.rest === "") || b.route.prefix.length - a.route.prefix.length,
  )[0];
}

const patternMatches = (pattern: string, path: string) =>
  pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

/** Selects the target group as a listener does: the matching rule with the lowest priority, or the default action. */
function chooseTarget(listener: ListenerNode, path: string): { targetGroup: string; path: string } | undefined {
  const rule = [...listener.rules]
    .sort((a, b) => a.priority - b.priority)
    .find(({ paths }) => paths.some((pattern) => patternMatches(pattern, path)));
  const action = rule?.action ?? listener.defaultAction;
  if (action.kind === "respond") return undefined;
  const stripped = rule?.stripPrefix === undefined ? path : path.slice(rule.stripPrefix.length) || "/";
  return { targetGroup: action.targetGroup, path: stripped };
}

function follow(plan: Plan, name: string, port: number, path: string): Arrival | undefined {
  const balancer = plan.balancers.find((node): node is OwnBalancer => node.kind === "own" && node.name === name);
  const listener = balancer?.listeners.find((candidate) => candidate.port === port);
  const chosen = listener && chooseTarget(listener, path);
  const group = balancer?.targetGroups.find((candidate) => candidate.name === chosen?.targetGroup);
  if (chosen === undefined || group === undefined) return undefined;
  return group.target.kind === "alb"
    ? follow(plan, group.target.balancer, group.port, chosen.path)
    : { service: group.target.service, path: chosen.path };
}

/** Traces a request through a plan, hop by hop. @returns undefined if no service receives it */
export function request(plan: Plan, path: string): Arrival | undefined {
  const [api] = plan.apis;
  const chosen = api && chooseRoute(api, path);
  const backend = api?.backends.find(({ service }) => service === chosen?.route.service);
  if (chosen === undefined || backend === undefined) return undefined;
  const sent = path.slice(chosen.route.strippedPrefix?.length ?? 0) || "/";
  const { endpoint } = backend;
  return endpoint.kind === "cloudMap"
    ? { service: endpoint.service, path: sent }
    : follow(plan, endpoint.balancer, endpoint.port, sent);
}
