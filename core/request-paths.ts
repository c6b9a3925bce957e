import type {
  BalancerNode,
  EndpointNode,
  LinkNode,
  ListenerNode,
  OwnBalancer,
  Plan,
  ServiceNode,
  TargetGroupNode,
} from "./plan";
import type { ApiNode, BackendNode, DomainNode, RouteNode } from "./plan-api";
import type { Access } from "./plan-access";
import { encryptsToTargets } from "./plan-queries";

/**
 * What of a connection is encrypted. `verified`: TLS, and the caller verifies the name on the certificate. `passed`: a TCP
 * listener passes TLS on to its targets. `unverified`: TLS, and the load balancer accepts any certificate.
 */
type Encryption =
  | { readonly kind: "verified" | "passed"; readonly name: string }
  | { readonly kind: "unverified" }
  | { readonly kind: "none" };

/** One hop of a request between the client and the container, in the order of the request path. */
export type Hop =
  /** Clients verify its name on its certificate; another stack may have it. */
  | { readonly kind: "domain"; readonly domain: DomainNode }
  /** Its base path is empty at the root of the domain. */
  | { readonly kind: "mapping"; readonly domain: string; readonly basePath: string }
  /** What the request needs; undefined for nothing. Only in an API of which some routes need something. */
  | { readonly kind: "access"; readonly access: Access | undefined }
  | { readonly kind: "link"; readonly name: string; readonly version: 1 | 2; readonly vpc: string | undefined }
  | { readonly kind: "cloudMap"; readonly service: string; readonly vpc: string }
  | {
      readonly kind: "listener";
      readonly balancer: BalancerNode;
      readonly port: number;
      readonly encryption: Encryption;
    }
  | { readonly kind: "rule"; readonly name: string; readonly priority: number }
  /** With an alternate, AWS knows which of both has the tasks that serve. */
  | { readonly kind: "targetGroup"; readonly name: string; readonly alternate?: string }
  | { readonly kind: "tasks"; readonly service: ServiceNode; readonly encryption: Encryption }
  /** Interface endpoint of a service of another account; what is behind it is the provider's. */
  | { readonly kind: "endpoint"; readonly endpoint: EndpointNode; readonly encryption: Encryption }
  /** Tasks of a service that runs outside the stack, behind an existing load balancer. */
  | { readonly kind: "existingTasks"; readonly service: string; readonly vpc: string };

/** Request path of one route, with all hops. */
export interface RequestPath {
  readonly api: ApiNode;
  readonly route: RouteNode;
  readonly hops: readonly Hop[];
}

/** The nodes of a plan by name, so that large plans are searched only once. */
interface Index {
  readonly balancers: ReadonlyMap<string, BalancerNode>;
  readonly services: ReadonlyMap<string, ServiceNode>;
  readonly endpoints: ReadonlyMap<string, EndpointNode>;
  readonly links: ReadonlyMap<string, LinkNode>;
}

const byName = <T extends { readonly name: string }>(nodes: readonly T[]) =>
  new Map(nodes.map((node) => [node.name, node]));

/** V1 and V2 links may share a name. */
const linkKey = (version: 1 | 2, name: string) => `${version} ${name}`;

/** @throws Error if the plan has no node with that name, which is a bug in the planner */
function nodeOf<T>(nodes: ReadonlyMap<string, T>, name: string): T {
  const node = nodes.get(name);
  if (node === undefined) throw new Error(`the plan refers to ${name}, but has no such node`);
  return node;
}

const clear: Encryption = { kind: "none" };

function tasks(index: Index, service: string, vpc: string, encryption: Encryption): Hop {
  const node = index.services.get(service);
  return node === undefined ? { kind: "existingTasks", service, vpc } : { kind: "tasks", service: node, encryption };
}

/** Of the connection to a listener, of a caller that verifies a name. HTTP has no TLS, and TCP passes it on. */
function toListener(protocol: ListenerNode["protocol"] | undefined, serverName: string | undefined): Encryption {
  if (serverName === undefined || protocol === undefined || protocol === "HTTP") return clear;
  return { kind: protocol === "TCP" ? "passed" : "verified", name: serverName };
}

/** Of the connection of a load balancer to its targets: it accepts any certificate. */
const toTargets = (group: TargetGroupNode): Encryption => (encryptsToTargets(group) ? { kind: "unverified" } : clear);

/** Rule (`undefined` for the default action) and target group that forward requests of one service. */
function forwardingTo({ listeners, targetGroups }: OwnBalancer, port: number, service: string) {
  const groups = byName(targetGroups);
  const listener = listeners.find((node) => node.port === port);
  const actions = [
    // No route of an API has the header of a test.
    ...(listener?.rules ?? [])
      .filter(({ testHeader }) => testHeader === undefined)
      .map((rule) => ({ rule, action: rule.action })),
    ...(listener === undefined ? [] : [{ rule: undefined, action: listener.defaultAction }]),
  ];
  return actions.flatMap(({ rule, action }) => {
    const group = action.kind === "forward" ? groups.get(action.targetGroup) : undefined;
    const forwards = group?.target.kind === "alb" || group?.target.service === service;
    const alternate = action.kind === "forward" && action.declared === undefined ? action.alternate : undefined;
    return group !== undefined && forwards ? [{ rule, group, alternate }] : [];
  })[0];
}

type ListenerEndpoint = Extract<BackendNode["endpoint"], { readonly kind: "listener" }>;

function balancerHops(index: Index, endpoint: ListenerEndpoint, service: string): readonly Hop[] {
  const { port, serverName } = endpoint;
  const balancer = nodeOf(index.balancers, endpoint.balancer);
  const protocol =
    balancer.kind === "existing" ? balancer.protocol : balancer.listeners.find((one) => one.port === port)?.protocol;
  const listener: Hop = { kind: "listener", balancer, port, encryption: toListener(protocol, serverName) };
  if (balancer.kind === "existing") return [listener, tasks(index, service, balancer.vpc, clear)];
  const forwarding = forwardingTo(balancer, port, service);
  if (forwarding === undefined) return [listener];
  const { rule, group, alternate } = forwarding;
  const targetHops: readonly Hop[] =
    group.target.kind === "alb"
      ? balancerHops(index, { ...endpoint, balancer: group.target.balancer, port: group.port }, service)
      : group.target.kind === "endpoint"
        ? [{ kind: "endpoint", endpoint: nodeOf(index.endpoints, service), encryption: toTargets(group) }]
        : [tasks(index, service, balancer.vpc, toTargets(group))];
  return [
    listener,
    ...(rule === undefined ? [] : [{ kind: "rule", name: rule.name, priority: rule.priority } as const]),
    { kind: "targetGroup", name: group.name, ...(alternate === undefined ? {} : { alternate }) },
    ...targetHops,
  ];
}

function backendHops(index: Index, { linkVersion: version }: ApiNode, { link, service, endpoint }: BackendNode) {
  const node = nodeOf(index.links, linkKey(version, link));
  const vpc = node.version === 2 ? node.vpc : undefined;
  const first: Hop = { kind: "link", name: link, version, vpc };
  if (endpoint.kind === "listener") {
    return [first, ...balancerHops(index, endpoint, service)];
  }
  const registered = nodeOf(index.services, service);
  const cloudMap: Hop = { kind: "cloudMap", service, vpc: registered.vpc };
  return [first, cloudMap, tasks(index, service, registered.vpc, clear)];
}

/** Base path of the mapping of a domain to an API, empty at the root; undefined if it is not mapped to the API. */
const basePathTo = (api: ApiNode, domain: DomainNode): string | undefined =>
  domain.api === api.name
    ? (domain.basePath ?? "")
    : domain.standby?.api === api.name
      ? domain.standby.basePath
      : undefined;

/** Hops before the stage of an API: those of the domain name, if it is mapped to the API. */
function frontHops(api: ApiNode, domain: DomainNode | undefined): readonly Hop[] {
  const basePath = domain && basePathTo(api, domain);
  if (domain === undefined || basePath === undefined) return [];
  const { name } = domain;
  return [
    { kind: "domain", domain },
    { kind: "mapping", domain: name, basePath },
  ];
}

/** Access of each route; nothing is checked in an API that is open as a whole. */
function accessHops({ routes }: ApiNode): (route: RouteNode) => readonly Hop[] {
  const isOpen = routes.every(({ access }) => access === undefined);
  return ({ access }) => (isOpen ? [] : [{ kind: "access", access }]);
}

/** Request paths of all routes of a plan, in the order of the APIs. */
export function requestPaths(plan: Plan): readonly RequestPath[] {
  const index: Index = {
    balancers: byName(plan.balancers),
    services: byName(plan.services),
    endpoints: byName(plan.endpoints),
    links: new Map(plan.links.map((link) => [linkKey(link.version, link.name), link])),
  };
  return plan.apis.flatMap((api) => {
    const hops = new Map(api.backends.map((backend) => [backend.service, backendHops(index, api, backend)]));
    const front = frontHops(api, plan.domain);
    const accessOf = accessHops(api);
    return api.routes.map((route) => ({
      api,
      route,
      hops: [...front, ...accessOf(route), ...nodeOf(hops, route.service)],
    }));
  });
}

/** Services by load balancer on their request paths, including ALBs behind NLBs. */
export function servicesByBalancer(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map(plan.balancers.map(({ name }) => [name, new Set<string>()]));
  for (const { route, hops } of requestPaths(plan)) {
    for (const hop of hops) {
      if (hop.kind === "listener") services.get(hop.balancer.name)?.add(route.service);
    }
  }
  return services;
}
