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

/** Balancer that the stack makes. Whether an NLB enforces rules on PrivateLink traffic follows from the plan's links. */
export interface OwnBalancer {
  readonly kind: "own";
  readonly type: "alb" | "nlb";
  readonly name: string;
  readonly vpc: string;
  readonly crossZone: boolean;
  readonly listeners: readonly ListenerNode[];
  readonly targetGroups: readonly TargetGroupNode[];
}

/** One listener of a balancer that exists. */
export interface ExistingBalancerNode extends ExistingBalancer {
  readonly kind: "existing";
  readonly type: "alb" | "nlb";
  readonly name: string;
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
  /** Name of the link; its version is that of the API's option. */
  readonly link: string;
  readonly endpoint: Endpoint;
}

/** One method ANY on a path, as API Gateway knows it. */
export interface RouteNode {
  /** `/orders` or `/orders/{proxy+}`. */
  readonly path: string;
  readonly service: string;
  /** Path that the backend sees; `{proxy}` stands for what the greedy parameter caught. */
  readonly backendPath: string;
}

/** The API, named by its option, so that two can stand side by side. */
export interface ApiNode {
  readonly name: string;
  readonly option: Option;
  readonly type: "http" | "rest";
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
