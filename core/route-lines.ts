import { accessText } from "./access-text";
import type { BalancerNode, Plan } from "./plan";
import type { ApiNode, DomainNode } from "./plan-api";
import { standbyApi } from "./plan-queries";
import type { Hop, RequestPath } from "./request-paths";
import { requestPaths } from "./request-paths";
import { backendPath, routePath } from "./routes";

/** One route as text, with all hops of its request path. */
export interface RouteLine {
  /** Name of the API. Two APIs of a stack may have equal routes. */
  readonly api: string;
  /** Present if the API stands by: no client uses the route. */
  readonly standsBy?: true;
  /** `ANY /orders/{proxy+}`. */
  readonly route: string;
  readonly service: string;
  readonly hops: readonly string[];
}

/** `ALB`, `existing NLB`. */
export const balancerKind = ({ type, kind }: BalancerNode): string =>
  `${kind === "existing" ? "existing " : ""}${type.toUpperCase()}`;

/** How a hop is called, before its name: `https `, or nothing without TLS. */
const prefixes = { verified: "https ", passed: "https through ", unverified: "https ", none: "" } as const;

function domainText({ domainName }: DomainNode, next: Hop | undefined): string {
  const basePath = next?.kind === "mapping" ? next.basePath : "";
  return `https ${domainName}${basePath === "" ? "" : `/${basePath}`}`;
}

/** A target group has no text but with its alternate: which of both has the tasks that serve is not known offline. */
const targetGroupText = ({ name, alternate }: Hop & { readonly kind: "targetGroup" }): readonly string[] =>
  alternate === undefined ? [] : [`${name} or ${alternate}`];

/** Text of a hop. The text of a domain name includes the base path, that of a listener its rule. */
function hopText(hop: Hop, next: Hop | undefined): readonly string[] {
  switch (hop.kind) {
    case "domain":
      return [domainText(hop.domain, next)];
    case "mapping":
      return [];
    case "access":
      return [accessText(hop.access)];
    case "link":
      return [`link ${hop.name} (V${hop.version})`];
    case "cloudMap":
      return [`Cloud Map ${hop.service}`];
    case "listener": {
      const rule = next?.kind === "rule" ? ` rule ${next.priority}` : "";
      const prefix = prefixes[hop.encryption.kind];
      return [`${prefix}${balancerKind(hop.balancer)} ${hop.balancer.name} :${hop.port}${rule}`];
    }
    case "rule":
      return [];
    case "targetGroup":
      return targetGroupText(hop);
    case "tasks": {
      const { containerPort, desiredCount } = hop.service.task;
      const prefix = prefixes[hop.encryption.kind];
      return [
        `${prefix}${hop.service.name}:${containerPort} x${desiredCount} ${desiredCount === 1 ? "task" : "tasks"}`,
      ];
    }
    case "endpoint": {
      const { name, port } = hop.endpoint;
      return [`${prefixes[hop.encryption.kind]}endpoint ${name}:${port}, in another account`];
    }
    case "existingTasks":
      return [`${hop.service}, outside the stack`];
  }
}

function lineOf({ api, route, hops }: RequestPath, standby: ApiNode | undefined): RouteLine {
  const texts = hops.map((hop, index) => hopText(hop, hops[index + 1]));
  const behind = hops.findIndex(({ kind }) => kind === "link") + 1;
  const path = route.strippedPrefix === undefined ? [] : [`path ${backendPath(route)}`];
  return {
    api: api.name,
    ...(api === standby ? { standsBy: true } : {}),
    route: `ANY ${routePath(route)}`,
    service: route.service,
    hops: [...texts.slice(0, behind).flat(), ...path, ...texts.slice(behind).flat()],
  };
}

/** All routes of a plan as text, in the order of the APIs. */
export const routeLines = (plan: Plan): readonly RouteLine[] =>
  requestPaths(plan).map((path) => lineOf(path, standbyApi(plan)));
