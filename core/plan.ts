import type { UsagePlanNode } from "./plan-access";
import type { OperationPlan } from "./plan-operation";
import type { ApiNode, CertificateNode, DomainNode } from "./plan-api";
import type { hookStages } from "./settings/deployment-schema";
import type { ExistingBalancer, ExistingSubnet, HealthCheck, TaskSettings } from "./settings/settings";

type HookStage = (typeof hookStages)[number];

/** One zone of a VPC that the stack creates. */
interface PlannedZone {
  readonly id: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/**
 * A new or existing VPC. A VPC without NAT needs endpoints for `secretStores`, the AWS services with secrets, and for
 * `exec`, which says whether its tasks take commands by ECS Exec.
 */
export type VpcNode =
  | {
      readonly kind: "new";
      readonly name: string;
      readonly cidr: string;
      readonly zonePrefixLength: number;
      readonly zones: readonly PlannedZone[];
      readonly nat: "single" | "perZone" | "none";
      readonly secretStores: readonly ("secretsmanager" | "ssm")[];
      readonly exec: boolean;
    }
  | {
      readonly kind: "existing";
      readonly name: string;
      readonly id: string;
      readonly subnets: readonly ExistingSubnet[];
    };

/** A service that ECS runs. Its load balancers follow from their target groups; a service may have several. */
export interface ServiceNode {
  readonly name: string;
  readonly vpc: string;
  readonly task: TaskSettings;
  readonly healthCheck: HealthCheck;
  /** Whether an update waits until the tasks are healthy. */
  readonly wait: boolean;
  /** Names that it had before, the oldest first; absent if it was never renamed. */
  readonly formerly?: readonly string[];
  /** Present if ECS moves requests between two target groups in a deployment. */
  readonly deployment?: DeploymentNode;
}

/** Stages of a deployment at which ECS asks a function, or waits for a person. */
export type DeploymentHook =
  | { readonly lambda: string; readonly stages: readonly HookStage[] }
  | {
      readonly pause: { readonly timeoutMinutes: number; readonly onTimeout: "rollback" | "continue" };
      readonly stages: readonly HookStage[];
    };

/** Deployments of a service in which ECS moves requests between a target group and its alternate. */
export interface DeploymentNode {
  readonly strategy: "blueGreen" | "linear" | "canary";
  /** Share of the requests that a step moves, with `linear` and `canary`. */
  readonly percent?: number;
  /** Minutes between two steps, with `linear` and `canary`. */
  readonly stepMinutes?: number;
  readonly bakeMinutes: number;
  /** Names of alarms of other owners that roll a deployment back. */
  readonly alarmNames: readonly string[];
  /** Share of 5xx answers in percent above which the alarm of the stack rolls back; absent without one. */
  readonly errorPercent?: number;
  /** Present if ECS does not look at these alarms. */
  readonly alarmsOff?: true;
  readonly hooks: readonly DeploymentHook[];
  /**
   * Present while the strategy is left: first tasks are in both target groups, then requests go to the primary one.
   * Without the node, the alternate group is gone.
   */
  readonly leaving?: "both" | "primary";
  /** Present before the strategy begins: tasks are in the primary group alone, and the action has both. */
  readonly entering?: true;
}

/** Interface endpoint of a service of another account: the addresses of its network interfaces are targets. */
export interface EndpointNode {
  /** Name of the service. */
  readonly name: string;
  readonly vpc: string;
  /** Name of the endpoint service, `com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718`. */
  readonly serviceName: string;
  /** Port of the provider's listener. */
  readonly port: number;
  /** Ids of the zones in which it has a network interface, in the order of the VPC. */
  readonly zones: readonly string[];
}

/** Target group of a load balancer. Its protocol is that of the connections to its targets. */
export interface TargetGroupNode {
  readonly name: string;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TLS";
  /** Listener port of an ALB; for tasks and endpoints one that is never used, since each is registered with its own. */
  readonly port: number;
  /** Seconds in which a deregistered task finishes its requests; absent for an ALB, whose group keeps AWS's default. */
  readonly drainSeconds?: number;
  readonly target:
    | {
        readonly kind: "service";
        readonly service: string;
        /** Port of the container, if the service has another one in its other place. */
        readonly containerPort?: number;
      }
    /** The addresses of the endpoint of that service, each with the port of the provider. */
    | { readonly kind: "endpoint"; readonly service: string }
    | { readonly kind: "alb"; readonly balancer: string };
  readonly healthCheck: HealthCheck;
  /** Present if the targets take health checks over TLS only. */
  readonly healthCheckProtocol?: "HTTPS";
  /** Name of the target group whose requests ECS moves here and back. */
  readonly alternateOf?: string;
}

/**
 * Action of a listener or listener rule: forward to the target group of that name, or return a fixed response. With an
 * `alternate`, ECS sets how many of the requests go to which of both. Where that is `declared`, because the strategy has not
 * begun or is left, the stack sends all of them to the target group.
 */
export type Action =
  | {
      readonly kind: "forward";
      readonly targetGroup: string;
      readonly alternate?: string;
      readonly declared?: "entering" | "leaving";
    }
  | { readonly kind: "respond"; readonly statusCode: 200 | 404 };

/** Listener rule of an ALB: of a shared one, or of a service in whose deployments ECS moves requests. */
export interface RuleNode {
  readonly name: string;
  readonly priority: number;
  readonly paths: readonly string[];
  /** Header of requests that reach new tasks before clients do, with its value. */
  readonly testHeader?: { readonly name: string; readonly value: string };
  /** Path prefix that the rule removes before it forwards. */
  readonly stripPrefix?: string | undefined;
  readonly action: Action;
}

/** Listener of a load balancer. */
export interface ListenerNode {
  readonly name: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TLS";
  /** Name of its certificate, with HTTPS and TLS. */
  readonly certificate?: string;
  readonly defaultAction: Action;
  readonly rules: readonly RuleNode[];
}

/** Service or service group, by its entry in the settings. */
export interface OwnerRef {
  readonly kind: "services" | "groups";
  readonly name: string;
}

/** Load balancer of the stack. Whether an NLB enforces its rules on PrivateLink traffic follows from the VPC links. */
export interface OwnBalancer {
  readonly kind: "own";
  readonly type: "alb" | "nlb";
  readonly name: string;
  readonly vpc: string;
  /** The service or service group that it belongs to; absent for an NLB that all services of a VPC share. */
  readonly owner?: OwnerRef;
  /** Number of a shared NLB within its VPC, from 1. */
  readonly number?: number;
  readonly crossZone: boolean;
  readonly listeners: readonly ListenerNode[];
  readonly targetGroups: readonly TargetGroupNode[];
}

/** One listener of an existing load balancer. The name that is verified there is that of each endpoint. */
export interface ExistingBalancerNode extends Omit<ExistingBalancer, "serverName"> {
  readonly kind: "existing";
  readonly type: "alb" | "nlb";
  /** `<name of the load balancer>-<port>`: one node for each listener. */
  readonly name: string;
  readonly balancerName: string;
  readonly vpc: string;
}

export type BalancerNode = OwnBalancer | ExistingBalancerNode;

/** VPC link: V1 connects to one NLB, V2 to one VPC. */
export type LinkNode =
  | { readonly version: 1; readonly name: string; readonly balancer: string }
  | { readonly version: 2; readonly name: string; readonly vpc: string };

/** Private DNS namespace of a VPC with the services that register in it. */
export interface NamespaceNode {
  readonly name: string;
  readonly vpc: string;
  readonly services: readonly string[];
}

/** All resources of a stack as plain data, before any resource is created. It has no AWS arguments. */
export interface Plan extends OperationPlan {
  readonly vpcs: readonly VpcNode[];
  readonly services: readonly ServiceNode[];
  readonly endpoints: readonly EndpointNode[];
  readonly balancers: readonly BalancerNode[];
  readonly links: readonly LinkNode[];
  readonly namespaces: readonly NamespaceNode[];
  readonly certificates: readonly CertificateNode[];
  /** The API that serves, and after it the one that stands by. */
  readonly apis: readonly ApiNode[];
  readonly domain?: DomainNode;
  readonly usagePlans: readonly UsagePlanNode[];
  /** Name of the role by which all REST APIs of the account and Region write logs; absent if the stack does not have it. */
  readonly restLogRole?: string;
}
