import type { z } from "zod";
import type { settingsSchema } from "./schema";

/** Values that are only read, so that constants (`as const`) and lists that a program shares are accepted too. */
type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** The whole configuration as a stack file or a program writes it, without the Region. */
export type StackSettings = DeepReadonly<z.input<typeof settingsSchema>>;

/** The whole configuration after validation. `core/settings/schema.ts` describes each key. */
export type Settings = Readonly<z.output<typeof settingsSchema>> & {
  /** Region of the stack, from `aws:region`. */
  readonly region: string;
};

/** The topology: 1 HTTP API; 2-4 REST API with VPC links V1; 5 REST API with VPC links V2. */
export type Option = Settings["option"];

/** A VPC that the stack creates, or an existing VPC. */
export type VpcSettings = Readonly<Settings["vpcs"][number]>;

/** Private subnet of an existing VPC. */
export type ExistingSubnet = Readonly<Extract<VpcSettings, { kind: "existing" }>["subnets"][number]>;

/** One service; its `path` has no trailing slash. */
export type ServiceSettings = Readonly<Settings["services"][number]>;

/** Health check of load balancers and ECS. */
export type HealthCheck = Readonly<ServiceSettings["healthCheck"]>;

/** The ECS task of a service. */
export type TaskSettings = Readonly<Extract<ServiceSettings["runtime"], { kind: "task" }>["task"]>;

/** One destination of a task. */
export type Reach = TaskSettings["reaches"][number];

/** The existing load balancer and listener of a service that runs outside the stack. */
export type ExistingBalancer = Readonly<Extract<ServiceSettings["runtime"], { kind: "existing" }>["balancer"]>;

/** The endpoint service of another account that a service is reached by. */
export type EndpointService = Readonly<Extract<ServiceSettings["runtime"], { kind: "endpoint" }>["endpoint"]>;

/** How ECS replaces the tasks of a service. */
export type Deployment = Readonly<NonNullable<ServiceSettings["deployment"]>>;

/** Fixed placements: number of the shared NLB, listener port there, rule priority on a shared ALB. */
export type Pins = Readonly<ServiceSettings["pins"]>;

/** TLS from API Gateway to load balancers. */
export type Tls = Readonly<NonNullable<Settings["tls"]>>;

/** The domain name of the API. */
export type Domain = Readonly<NonNullable<Settings["domain"]>>;

/** What the stack has to meet under its option; see `core/compare/requirements.ts`. */
export type Requirements = Readonly<Settings["requirements"]>;

/** Limits of a token bucket. */
export type Throttle = Readonly<NonNullable<Settings["throttle"]>>;

/** Cross-origin requests. */
export type Cors = Readonly<NonNullable<Settings["cors"]>>;

/** A usage plan with its API keys. */
export type UsagePlan = Readonly<Settings["usagePlans"][number]>;
