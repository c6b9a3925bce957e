import type { Access, AuthorizerNode, UsagePlanNode } from "./plan-access";
import type {
  Cors,
  Domain,
  ExistingBalancer,
  ExistingSubnet,
  HealthCheck,
  Option,
  TaskSettings,
  Throttle,
} from "./settings/settings";

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
}

/** Target group of a load balancer. Its protocol is that of the connections to its targets. */
export interface TargetGroupNode {
  readonly name: string;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TLS";
  /** Listener port of an ALB; for tasks always {@link taskGroupPort}, since ECS registers each task with its own port. */
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
    | { readonly kind: "alb"; readonly balancer: string };
  readonly healthCheck: HealthCheck;
  /** Present if the targets take health checks over TLS only. */
  readonly healthCheckProtocol?: "HTTPS";
}

/** Action of a listener or listener rule: forward to the target group of that name, or return a fixed response. */
export type Action =
  | { readonly kind: "forward"; readonly targetGroup: string }
  | { readonly kind: "respond"; readonly statusCode: 200 | 404 };

/** Listener rule of a shared ALB. */
export interface RuleNode {
  readonly name: string;
  readonly priority: number;
  readonly paths: readonly string[];
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

/**
 * Public certificate for `domainName`: issued and validated by the stack in a hosted zone (its id), or existing. Its
 * `name` is the domain name, with the prefix of an instance.
 */
export type CertificateNode =
  | { readonly kind: "issued"; readonly name: string; readonly domainName: string; readonly hostedZone: string }
  | { readonly kind: "existing"; readonly name: string; readonly domainName: string; readonly arn: string };

/** Endpoint of an integration: a listener of a load balancer, or a Cloud Map service. */
export type Endpoint =
  | {
      readonly kind: "listener";
      readonly balancer: string;
      readonly port: number;
      /** Name that API Gateway verifies on the certificate behind the listener; absent without TLS. */
      readonly serverName?: string;
    }
  | { readonly kind: "cloudMap"; readonly service: string };

/** How the API reaches one service. */
export interface BackendNode {
  readonly service: string;
  /** Name of the VPC link; its version is the `linkVersion` of the API. */
  readonly link: string;
  readonly endpoint: Endpoint;
  /** Seconds that API Gateway waits for an answer; absent for its default. */
  readonly timeoutSeconds?: number;
  /** Present if API Gateway sends an answer on while the service writes it. */
  readonly streaming?: true;
}

/** Route for all methods of a path, or of all paths below it. `core/routes.ts` writes it in API Gateway syntax. */
export interface RouteNode {
  readonly prefix: string;
  /** The route matches the paths below the prefix, but not the prefix itself. */
  readonly greedy: boolean;
  readonly service: string;
  /** Path prefix that API Gateway removes; absent if it passes the path unchanged. */
  readonly strippedPrefix?: string;
  /** Absent if anyone may use the route. */
  readonly access?: Access;
  /** Its own limits; absent if it has those of the API. */
  readonly throttle?: Throttle;
}

/** The API. Its name has the option, so that a stack can have the APIs of two options. */
export interface ApiNode {
  readonly name: string;
  readonly option: Option;
  readonly type: "http" | "rest";
  /** Version of the VPC links that its integrations use. */
  readonly linkVersion: 1 | 2;
  readonly stage: string;
  /** Present if its execute-api URL is closed, because clients use a domain name. */
  readonly defaultEndpoint?: "closed";
  /** Present if routes need tokens. */
  readonly authorizer?: AuthorizerNode;
  /** Present if web pages of other origins may send requests. */
  readonly cors?: Cors;
  /** Limits of each route of an HTTP API, or of the stage of a REST API; absent for those of the account. */
  readonly throttle?: Throttle;
  /** ARN of the web ACL of the stage. */
  readonly webAcl?: string;
  /** Present if each request is logged. */
  readonly accessLogs?: { readonly retentionDays: number };
  readonly backends: readonly BackendNode[];
  /** How the API would reach the services with a standby; absent if there is none. No route goes there. */
  readonly standbys?: readonly BackendNode[];
  readonly routes: readonly RouteNode[];
  /** Services with `retired: true`: they have no routes and still run. */
  readonly retired: readonly string[];
}

/** The domain name in front of the API that serves. */
export interface DomainNode {
  /** The domain name, with the prefix of an instance. */
  readonly name: string;
  readonly domainName: string;
  /** Name of the API that the domain is mapped to. */
  readonly api: string;
  /** Path under the domain where the API begins; absent for its root. */
  readonly basePath?: string;
  /** The domain name itself; absent if another stack has it. */
  readonly own?: {
    /** Name of its certificate. */
    readonly certificate: string;
    /** Id of the hosted zone of its alias records; absent if its DNS is elsewhere. */
    readonly hostedZone?: string;
    readonly ipv6: boolean;
    readonly mutualTls?: NonNullable<Domain["mutualTls"]>;
  };
}

/** All resources of a stack as plain data, before any resource is created. It has no AWS arguments. */
export interface Plan {
  readonly vpcs: readonly VpcNode[];
  readonly services: readonly ServiceNode[];
  readonly balancers: readonly BalancerNode[];
  readonly links: readonly LinkNode[];
  readonly namespaces: readonly NamespaceNode[];
  readonly certificates: readonly CertificateNode[];
  readonly apis: readonly ApiNode[];
  readonly domain?: DomainNode;
  readonly usagePlans: readonly UsagePlanNode[];
  /** Name of the role by which all REST APIs of the account and Region write logs; absent if the stack does not have it. */
  readonly restLogRole?: string;
}
