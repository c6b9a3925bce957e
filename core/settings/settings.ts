import type { z } from "zod";
import type { settingsSchema } from "./schema";

/** The whole configuration, checked: `core/settings/schema.ts` says what each key means. */
export type Settings = Readonly<z.output<typeof settingsSchema>> & {
  /** Region of the stack, from `aws:region`. */
  readonly region: string;
};

/** The topology: 1 HTTP API; 2-4 REST API with VPC links V1; 5 REST API with VPC links V2. */
export type Option = Settings["option"];

/** A VPC that the stack creates, or one that exists. */
export type VpcSettings = Readonly<Settings["vpcs"][number]>;

/** Private subnet of a VPC that exists. */
export type ExistingSubnet = Readonly<Extract<VpcSettings, { kind: "existing" }>["subnets"][number]>;

/** One service; its `path` has no trailing slash. */
export type ServiceSettings = Readonly<Settings["services"][number]>;

/** How load balancers and ECS tell that a task is healthy. */
export type HealthCheck = Readonly<ServiceSettings["healthCheck"]>;

/** What ECS runs for a service. */
export type TaskSettings = Readonly<Extract<ServiceSettings["runtime"], { kind: "task" }>["task"]>;

/** A load balancer and listener behind which a service already runs. */
export type ExistingBalancer = Readonly<Extract<ServiceSettings["runtime"], { kind: "existing" }>["balancer"]>;

/** Placements that never move: number of the shared NLB, listener port there, rule priority on a shared ALB. */
export type Pins = Readonly<ServiceSettings["pins"]>;

/** What the services need of the topology; read by the comparison alone. */
export type Requirements = Readonly<Settings["requirements"]>;
