import type { BalancerNode, ExistingBalancerNode, LinkNode } from "../plan";
import type { Endpoint } from "../plan-api";
import type { PlacementProblem } from "../problem";
import type { HealthCheck, ServiceSettings, Settings } from "../settings/settings";
import { united } from "./united";

/** The load balancers of a list of services, and the endpoint of each service. */
export interface LoadBalancing {
  readonly balancers: readonly BalancerNode[];
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Endpoint of the standby of each service that has one. */
  readonly standbyEndpoints: ReadonlyMap<string, Endpoint>;
  /** Services whose path prefix a listener rule removes, so that API Gateway must not remove it. */
  readonly strippedByRule: ReadonlySet<string>;
  readonly problems: readonly PlacementProblem[];
  readonly notes: readonly string[];
}

/** The part of a plan that depends on the topology: its load balancing and its VPC links. */
export interface TopologyPlan extends LoadBalancing {
  readonly links: readonly LinkNode[];
  /** Name of the VPC link of each service. */
  readonly linkOf: ReadonlyMap<string, string>;
  /** Services that register in Cloud Map. */
  readonly registered?: readonly ServiceSettings[];
}

/** Load balancing without any load balancer. */
export const noLoadBalancing: LoadBalancing = {
  balancers: [],
  endpoints: new Map(),
  standbyEndpoints: new Map(),
  strippedByRule: new Set(),
  problems: [],
  notes: [],
};

/** Joins the load balancing of different services, or of one service in different places. */
export function joinLoadBalancing(parts: readonly LoadBalancing[]): LoadBalancing {
  return {
    balancers: united(parts.flatMap(({ balancers }) => balancers)),
    endpoints: new Map(parts.flatMap(({ endpoints }) => [...endpoints])),
    standbyEndpoints: new Map(parts.flatMap(({ standbyEndpoints }) => [...standbyEndpoints])),
    strippedByRule: new Set(parts.flatMap(({ strippedByRule }) => [...strippedByRule])),
    problems: parts.flatMap(({ problems }) => problems),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** A service that runs as tasks of this stack. */
export type RunningService = ServiceSettings & { readonly runtime: { readonly kind: "task" } };

/** A service that already runs behind an existing load balancer. */
export type ExistingService = ServiceSettings & { readonly runtime: { readonly kind: "existing" } };

/** A service of another account, which an interface endpoint of this stack connects to. */
export type ConnectedService = ServiceSettings & { readonly runtime: { readonly kind: "endpoint" } };

/** A service behind load balancers of this stack, whose targets are its tasks or the addresses of its endpoint. */
export type BalancedService = RunningService | ConnectedService;

export const isRunning = (service: ServiceSettings): service is RunningService => service.runtime.kind === "task";
export const isExisting = (service: ServiceSettings): service is ExistingService => service.runtime.kind === "existing";

export const isConnected = (service: ServiceSettings): service is ConnectedService =>
  service.runtime.kind === "endpoint";
export const isBalanced = (service: ServiceSettings): service is BalancedService => !isExisting(service);

/** Services by VPC, in the order of the settings; VPCs without a service are left out. */
export function byVpc<T extends ServiceSettings>(settings: Settings, services: readonly T[]): Map<string, T[]> {
  const lists = settings.vpcs.map(({ name }) => [name, services.filter(({ vpc }) => vpc === name)] as const);
  return new Map(lists.filter(([, list]) => list.length > 0));
}

/** Health check of a path that a load balancer answers itself. */
export const healthCheckOn = (path: string): HealthCheck => ({
  path,
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 3,
  unhealthyThreshold: 3,
  gracePeriodSeconds: 0,
});

/** Node of the existing load balancer and listener of a service. */
export function existingNode({ vpc, runtime: { balancer } }: ExistingService): ExistingBalancerNode {
  const { arn, dnsName, listenerArn, port, protocol, securityGroupId, manageIngress } = balancer;
  const [, kind, name = ""] = /loadbalancer\/(app|net)\/([^/]+)\//.exec(arn) ?? [];
  return {
    kind: "existing",
    type: kind === "app" ? "alb" : "nlb",
    name: `${name}-${port}`,
    balancerName: name,
    vpc,
    ...{ arn, dnsName, listenerArn, port, protocol, securityGroupId, manageIngress },
  };
}
