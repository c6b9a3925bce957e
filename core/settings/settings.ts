import type { QuotaKey } from "../../policies/quotas";

/** The topology: 1 HTTP API; 2-4 REST API with VPC links V1; 5 REST API with VPC links V2. */
export type Option = 1 | 2 | 3 | 4 | 5;

/** Private subnet of a VPC that exists. */
export interface ExistingSubnet {
  readonly id: string;
  readonly zone: string;
  readonly cidr: string;
}

/** A VPC to be made, or one that exists. */
export type VpcSettings =
  | {
      readonly kind: "new";
      readonly name: string;
      readonly cidr: string;
      readonly zones: readonly string[];
      readonly nat: "single" | "perZone" | "none";
    }
  | {
      readonly kind: "existing";
      readonly name: string;
      readonly id: string;
      readonly subnets: readonly ExistingSubnet[];
    };

/** How balancers and ECS tell that a task is well. */
export interface HealthCheck {
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly gracePeriodSeconds: number;
  readonly command?: readonly string[] | undefined;
}

/** What ECS runs for a service. */
export interface TaskSettings {
  readonly image: string;
  readonly containerPort: number;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: "X86_64" | "ARM64";
  readonly desiredCount: number;
  readonly autoscaling?:
    { readonly minCount: number; readonly maxCount: number; readonly cpuPercent: number } | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A balancer and listener behind which a service already runs. */
export interface ExistingBalancer {
  readonly arn: string;
  readonly dnsName: string;
  readonly listenerArn: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TLS";
  readonly securityGroupId?: string | undefined;
  readonly manageIngress: boolean;
}

/** Placements that never move: number of the shared NLB, listener port there, rule priority on a shared ALB. */
export interface Pins {
  readonly nlb?: number | undefined;
  readonly port?: number | undefined;
  readonly priority?: number | undefined;
}

/** Where a service runs: as tasks of our own, or already behind a balancer. */
export type Runtime =
  | { readonly kind: "task"; readonly task: TaskSettings }
  | { readonly kind: "existing"; readonly balancer: ExistingBalancer };

/** One service; `path` is normalised (no trailing slash). */
export interface ServiceSettings {
  readonly name: string;
  readonly vpc: string;
  readonly path: string;
  readonly stripPrefix: boolean;
  /** Has no route any more. */
  readonly retired: boolean;
  readonly healthCheck: HealthCheck;
  readonly balancer?: "alb" | "nlb" | "cloudMap" | undefined;
  readonly group?: string | undefined;
  readonly pins: Pins;
  readonly runtime: Runtime;
}

/** What the services need of the topology; read by the comparison alone. */
export interface Requirements {
  readonly waf: boolean;
  readonly apiKeys: boolean;
  readonly timeoutSeconds?: number | undefined;
  readonly payloadMegabytes?: number | undefined;
  readonly tlsPassThrough: boolean;
  readonly independentDeployment: boolean;
  readonly lowestCost: boolean;
}

/** The whole configuration, checked. */
export interface Settings {
  readonly region: string;
  readonly option: Option;
  readonly stage: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  readonly crossZoneToAlbs: boolean;
  readonly quotas: Readonly<Partial<Record<QuotaKey, { readonly value: number; readonly reason: string }>>>;
  /** What other stacks of the account use of its quotas. */
  readonly usedElsewhere: Readonly<Partial<Record<QuotaKey, number>>>;
  readonly headroomPercent: number;
  readonly acknowledge: readonly { readonly rule: string; readonly resource: string; readonly reason: string }[];
  readonly requirements: Requirements;
  readonly vpcs: readonly VpcSettings[];
  readonly services: readonly ServiceSettings[];
  /** Pins of the ALBs that groups share; a group without any need not stand here. */
  readonly groups: readonly { readonly name: string; readonly pins: Pins }[];
}
