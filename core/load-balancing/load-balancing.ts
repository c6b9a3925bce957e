import type { BalancerNode, Endpoint, ExistingBalancerNode, LinkNode } from "../plan";
import type { PlacementProblem } from "../problem";
import type { HealthCheck, ServiceSettings, Settings } from "../settings/settings";

/** What stands before a list of services: balancers, and where each service is reached. */
export interface LoadBalancing {
  readonly balancers: readonly BalancerNode[];
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Services whose prefix a rule of their balancer takes off, so that API Gateway must not. */
  readonly strippedByRule: ReadonlySet<string>;
  readonly problems: readonly PlacementProblem[];
  readonly notes: readonly string[];
}

/** A topology's answer: its front and the links that lead there. */
export interface TopologyPlan extends LoadBalancing {
  readonly links: readonly LinkNode[];
  readonly linkOf: ReadonlyMap<string, string>;
  /** Services that Cloud Map lists, by VPC. */
  readonly registered?: readonly ServiceSettings[];
}

/** A front with nothing in it. */
export const noLoadBalancing: LoadBalancing = {
  balancers: [],
  endpoints: new Map(),
  strippedByRule: new Set(),
  problems: [],
  notes: [],
};

/** Fronts of different services as one. */
export function joinLoadBalancing(fronts: readonly LoadBalancing[]): LoadBalancing {
  return {
    balancers: fronts.flatMap(({ balancers }) => balancers),
    endpoints: new Map(fronts.flatMap(({ endpoints }) => [...endpoints])),
    strippedByRule: new Set(fronts.flatMap(({ strippedByRule }) => [...strippedByRule])),
    problems: fronts.flatMap(({ problems }) => problems),
    notes: fronts.flatMap(({ notes }) => notes),
  };
}

/** A service with the container that ECS runs for it. */
export type RunningService = ServiceSettings & { readonly runtime: { readonly kind: "task" } };

/** A service that runs behind a balancer of its own already. */
export type ExistingService = ServiceSettings & { readonly runtime: { readonly kind: "existing" } };

export const isRunning = (service: ServiceSettings): service is RunningService => service.runtime.kind === "task";
export const isExisting = (service: ServiceSettings): service is ExistingService => service.runtime.kind === "existing";

/** Services by group; a service without one is a group by itself, under its own name. */
export function byGroup(services: readonly RunningService[]): Map<string, RunningService[]> {
  const groups = new Map<string, RunningService[]>();
  for (const service of services) {
    const key = service.group ?? service.name;
    groups.set(key, [...(groups.get(key) ?? []), service]);
  }
  return groups;
}

/** Services of each VPC, VPCs in the order of the settings; VPCs without a service left out. */
export function byVpc<T extends ServiceSettings>(settings: Settings, services: readonly T[]): Map<string, T[]> {
  const lists = settings.vpcs.map(({ name }) => [name, services.filter(({ vpc }) => vpc === name)] as const);
  return new Map(lists.filter(([, list]) => list.length > 0));
}

/** Health check of a balancer that answers by itself. */
export const healthCheckOn = (path: string): HealthCheck => ({
  path,
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
  gracePeriodSeconds: 0,
});

/** Node of a balancer that exists, one per listener. */
export function existingNode({ vpc, runtime: { balancer } }: ExistingService): ExistingBalancerNode {
  const [, kind, name = ""] = /loadbalancer\/(app|net)\/([^/]+)\//.exec(balancer.arn) ?? [];
  return {
    kind: "existing",
    type: kind === "app" ? "alb" : "nlb",
    name: `${name}-${balancer.port}`,
    balancerName: name,
    vpc,
    ...balancer,
  };
}
