import type { BalancerNode, Plan } from "./plan";
import type { Hop, RequestPath } from "./request-paths";
import { requestPaths } from "./request-paths";
import { backendPath, routePath } from "./routes";

/** One route as text, with all hops of its request path. */
export interface RouteLine {
  /** Name of the API. Two APIs of a stack may have equal routes. */
  readonly api: string;
  /** `ANY /orders/{proxy+}`. */
  readonly route: string;
  readonly service: string;
  readonly hops: readonly string[];
}

/** `ALB`, `existing NLB`. */
export const balancerKind = ({ type, kind }: BalancerNode): string =>
  `${kind === "existing" ? "existing " : ""}${type.toUpperCase()}`;

/** Text of a hop. The text of a listener includes its rule; target groups have no text. */
function hopText(hop: Hop, next: Hop | undefined): readonly string[] {
  switch (hop.kind) {
    case "link":
      return [`link ${hop.name} (V${hop.version})`];
    case "cloudMap":
      return [`Cloud Map ${hop.service}`];
    case "listener": {
      const rule = next?.kind === "rule" ? ` rule ${next.priority}` : "";
      return [`${balancerKind(hop.balancer)} ${hop.balancer.name} :${hop.port}${rule}`];
    }
    case "rule":
    case "targetGroup":
      return [];
    case "tasks": {
      const { containerPort, desiredCount } = hop.service.task;
      return [`${hop.service.name}:${containerPort} x${desiredCount} ${desiredCount === 1 ? "task" : "tasks"}`];
    }
    case "existingTasks":
      return [`${hop.service}, outside the stack`];
  }
}

function lineOf({ api, route, hops }: RequestPath): RouteLine {
  const [link = [], ...others] = hops.map((hop, index) => hopText(hop, hops[index + 1]));
  const path = route.strippedPrefix === undefined ? [] : [`path ${backendPath(route)}`];
  return {
    api: api.name,
    route: `ANY ${routePath(route)}`,
    service: route.service,
    hops: [...link, ...path, ...others.flat()],
  };
}

/** All routes of a plan as text, in the order of the APIs. */
export const routeLines = (plan: Plan): readonly RouteLine[] => requestPaths(plan).map(lineOf);
