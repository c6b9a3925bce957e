import type { ExistingBalancer, ExistingSubnet, HealthCheck, Option, TaskSettings } from "./settings/settings";

/** One zone of a VPC that the stack makes. */
interface PlannedZone {
  readonly id: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/** A VPC that the stack makes or that exists. `secretStores` are the services whose endpoints a VPC without NAT needs. */
export type VpcNode =
  | {
      readonly kind: "new";
      readonly name: string;
      readonly cidr: string;
      readonly zonePrefixLength: number;
      readonly zones: readonly PlannedZone[];
      readonly nat: "single" | "perZone" | "none";
      readonly secretStores: readonly ("secretsmanager" | "ssm")[];
    }
  | {
      readonly kind: "existing";
      readonly name: string;
      readonly id: string;
      readonly subnets: readonly ExistingSubnet[];
    };

/** A service that ECS runs. What balances it follows from the plan's balancers: a service may stand behind several. */
export interface ServiceNode {
  readonly name: string;
  readonly vpc: string;
  readonly task: TaskSettings;
  readonly healthCheck: HealthCheck;
}

/** Where a balancer sends requests to. */
export interface TargetGroupNode {
  readonly name: string;
  readonly protocol: "HTTP" | "TCP";
  /** Container port of a service, or listener port of an ALB. */
  readonly port: number;
  readonly target:
    { readonly kind: "service"; readonly service: string } | { readonly kind: "alb"; readonly balancer: string };
  readonly healthCheck: HealthCheck;
}

/** What a listener or rule does: forward to the target group of that name, or answer by itself. */
export type Action =
  | { readonly kind: "forward"; readonly targetGroup: string }
  | { readonly kind: "respond"; readonly statusCode: 200 | 404 };

/** Listener rule of a shared ALB. */
export interface RuleNode {
  readonly name: string;
  readonly priority: number;
  readonly paths: readonly string[];
  /** Prefix that the rule takes off before it forwards. */
  readonly stripPrefix?: string | undefined;
  readonly action: Action;
}

/** Listener of a balancer. */
export interface ListenerNode {
  readonly name: string;
  readonly port: number;
  readonly protocol: "HTTP" | "TCP";
  readonly defaultAction: Action;
  readonly rules: readonly RuleNode[];
}

/** Whose requests alone a load balancer or an ALB's rule serves, by its entry in the settings. */
export interface OwnerRef {
  readonly kind: "services" | "groups";
  readonly name: string;
}

/** Balancer that the stack makes. Whether an NLB enforces rules on PrivateLink traffic follows from the plan's links. */
export interface OwnBalancer {
  readonly kind: "own";
  readonly type: "alb" | "nlb";
  readonly name: string;
  readonly vpc: string;
  /** The service or group that it belongs to; absent for an NLB that a VPC's services share. */
  readonly owner?: OwnerRef;
  /** Which of the NLBs that a VPC's services share it is, from 1. */
  readonly number?: number;
  readonly crossZone: boolean;
  readonly listeners: readonly ListenerNode[];
  readonly targetGroups: readonly TargetGroupNode[];
}

/** One listener of a balancer that exists. */
export interface ExistingBalancerNode extends ExistingBalancer {
  readonly kind: "existing";
  readonly type: "alb" | "nlb";
  /** `<balancer's name>-<port>`: one node for each listener. */
  readonly name: string;
  readonly balancerName: string;
  readonly vpc: string;
}

export type BalancerNode = OwnBalancer | ExistingBalancerNode;

/** VPC link: V1 leads to one NLB, V2 into one VPC. */
export type LinkNode =
  | { readonly version: 1; readonly name: string; readonly balancer: string }
  | { readonly version: 2; readonly name: string; readonly vpc: string };

/** Private DNS namespace of a VPC with the services that register in it. */
export interface NamespaceNode {
  readonly name: string;
  readonly vpc: string;
  readonly services: readonly string[];
}

/** Where an integration leads: a listener of a balancer, or the instances that Cloud Map knows. */
export type Endpoint =
  | { readonly kind: "listener"; readonly balancer: string; readonly port: number }
  | { readonly kind: "cloudMap"; readonly service: string };

/** How the API reaches one service. */
export interface BackendNode {
  readonly service: string;
  /** Name of the link; its version is the API's `linkVersion`. */
  readonly link: string;
  readonly endpoint: Endpoint;
}

/** Requests of any method on a path, or on every path below it. `core/routes.ts` writes it as API Gateway does. */
export interface RouteNode {
  readonly prefix: string;
  /** The route takes the paths below the prefix, and not the prefix itself. */
  readonly greedy: boolean;
  readonly service: string;
  /** Prefix that API Gateway takes off before it calls the service; absent where the service sees the path as it came. */
  readonly strippedPrefix?: string;
}

/** The API, named by its option, so that two can stand side by side. */
export interface ApiNode {
  readonly name: string;
  readonly option: Option;
  readonly type: "http" | "rest";
  /** Version of the VPC links that its integrations use. */
  readonly linkVersion: 1 | 2;
  readonly stage: string;
  readonly backends: readonly BackendNode[];
  readonly routes: readonly RouteNode[];
  /** Services that lost their routes in this update or the last, and run on until they are removed. */
  readonly retired: readonly string[];
}

/** Everything that a stack will hold, as plain data: decisions, never AWS argument bags. */
export interface Plan {
  readonly vpcs: readonly VpcNode[];
  readonly services: readonly ServiceNode[];
  readonly balancers: readonly BalancerNode[];
  readonly links: readonly LinkNode[];
  readonly namespaces: readonly NamespaceNode[];
  readonly apis: readonly ApiNode[];
}
