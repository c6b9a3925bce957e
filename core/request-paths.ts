import type { ApiNode, BalancerNode, LinkNode, Plan, RouteNode } from "./plan";
import { forwarders } from "./plan-queries";

/** One route with every hop that a request takes. */
export interface RouteLine {
  /** `ANY /orders/{proxy+}`. */
  readonly route: string;
  readonly service: string;
  readonly hops: readonly string[];
}

const balancerKind = ({ type, kind }: BalancerNode) =>
  `${kind === "existing" ? "existing " : ""}${type === "alb" ? "ALB" : "NLB"}`;

/** Index of what a walk looks up. */
interface Index {
  readonly balancers: ReadonlyMap<string, BalancerNode>;
  readonly services: ReadonlyMap<
    string,
    { readonly task: { readonly containerPort: number; readonly desiredCount: number } }
  >;
}

function tasks({ services }: Index, service: string): string[] {
  const node = services.get(service);
  return node === undefined
    ? [`${service} (behind it already)`]
    : [`${service}:${node.task.containerPort} x${node.task.desiredCount} tasks`];
}

function balancerHops(index: Index, name: string, port: number, service: string): string[] {
  const balancer = index.balancers.get(name);
  if (balancer === undefined) return [`missing balancer ${name}`];
  const here = `${balancerKind(balancer)} ${name} :${port}`;
  if (balancer.kind === "existing") return [here, ...tasks(index, service)];
  const carrying = balancer.targetGroups.flatMap((targetGroup) =>
    forwarders({ balancer, targetGroup })
      .filter(({ listener }) => listener.port === port)
      .map(({ rule }) => ({ targetGroup, rule })),
  );
  const alb = carrying.find(({ targetGroup: { target } }) => target.kind === "alb")?.targetGroup;
  if (alb?.target.kind === "alb") return [here, ...balancerHops(index, alb.target.balancer, alb.port, service)];
  const mine = carrying.find(({ targetGroup: { target } }) => target.kind === "service" && target.service === service);
  const rule = balancer.listeners.flatMap(({ rules }) => rules).find(({ name }) => name === mine?.rule);
  return [rule === undefined ? here : `${here} rule ${rule.priority}`, ...tasks(index, service)];
}

function hops(
  index: Index,
  api: ApiNode,
  links: readonly LinkNode[],
  { service, backendPath, path }: RouteNode,
): string[] {
  const backend = api.backends.find((one) => one.service === service);
  if (backend === undefined) return ["no backend"];
  const version = api.option === 1 || api.option === 5 ? 2 : 1;
  const link = links.find((one) => one.name === backend.link && one.version === version);
  const first = `link ${backend.link} (V${link?.version ?? "?"})`;
  const seen = path === backendPath.replace("{proxy}", "{proxy+}") ? [] : [`path ${backendPath}`];
  const rest =
    backend.endpoint.kind === "cloudMap"
      ? [`Cloud Map ${service}`, ...tasks(index, service)]
      : balancerHops(index, backend.endpoint.balancer, backend.endpoint.port, service);
  return [first, ...seen, ...rest];
}

/** Every route of a plan with its hops, in the order of the APIs. */
export function routeLines(plan: Plan): RouteLine[] {
  const index: Index = {
    balancers: new Map(plan.balancers.map((balancer) => [balancer.name, balancer])),
    services: new Map(plan.services.map((service) => [service.name, service])),
  };
  return plan.apis.flatMap((api) =>
    api.routes.map((route) => ({
      route: `ANY ${route.path}`,
      service: route.service,
      hops: hops(index, api, plan.links, route),
    })),
  );
}

/** `ANY /orders -> link sales (V2) -> ALB orders-alb :80 -> orders:8080 x2 tasks`. */
export const formatRoute = ({ route, hops: way }: RouteLine) => [route, ...way].join(" -> ");
