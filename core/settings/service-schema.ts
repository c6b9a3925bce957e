import { z } from "zod";
import { maxServiceNameLength, maxVpcNameLength } from "../naming";
import { scopes, throttle, timeoutSeconds } from "./access-schema";
import { deployment } from "./deployment-schema";
import { existing } from "./existing-schema";
import { lowerCaseName } from "./formats";
import { healthCheck } from "./health-schema";
import { port } from "./ports";
import { taskKeys, taskOf, taskShape } from "./task-schema";

const name = (longest: number) =>
  lowerCaseName
    // Names of load balancers and security groups begin with this name, and AWS reserves these prefixes.
    .refine(
      (text) => !/^(internal|sg)(-|$)/.test(text),
      "allowed: any name except internal, sg, and names that begin with internal- or sg-",
    )
    .max(longest)
    .meta({ not: { pattern: "^(internal|sg)(-|$)" } });

/** Name of a service or group: at most 20 characters, because `-alb` and 8 random characters are appended. */
const serviceName = name(maxServiceNameLength);

/** Name of a VPC: at most 15 characters, because `-front-99` and 8 random characters are appended. */
export const vpcName = name(maxVpcNameLength);

const nlbPins = {
  nlb: z.int().min(1).max(99).optional().describe("number of the shared NLB (options 3 and 4)"),
  port: port.min(1024).optional().describe("listener port on a shared NLB"),
  tlsPort: port.min(1024).optional().describe("listener port on a shared NLB with `tls`"),
  containerTlsPort: port.min(1024).optional().describe("listener port on a shared NLB with `containerTls`"),
};
const pins = z.strictObject({
  ...nlbPins,
  priority: z.int().min(10).max(50_000).optional().describe("listener rule priority on a shared ALB"),
});

const standby = z.strictObject({
  balancer: z
    .enum(["alb", "nlb", "cloudMap"])
    .optional()
    .describe("load balancer (or Cloud Map) of the second place; default: as in `balancer`"),
  group: serviceName
    .nullable()
    .optional()
    .describe("service group of the second place, or null for none; default: as in `group`"),
  containerTls: z
    .boolean()
    .optional()
    .describe("whether the container takes TLS in the second place; default: as in `containerTls`"),
  containerPort: port
    .optional()
    .describe(
      "port of the container in the second place, if `containerTls` differs there; default: as in `containerPort`",
    ),
});

const routedPath = z
  .string()
  .regex(
    /^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+){0,7}\/?)?$/,
    "allowed: `/` or up to 8 segments of letters, digits and ._~-",
  )
  .refine(
    (path) => !path.split("/").some((segment) => segment === "." || segment === ".."),
    "allowed: a path without the segments . and .., which clients remove before they send a request",
  )
  .max(120);

/** Who may call a service, how often, and how long it may take. */
const accessShape = {
  public: z.boolean().default(false).describe("anyone may call the service, without `auth` and API key"),
  publicPaths: z
    .array(routedPath)
    .default([])
    .describe("paths below that of the service that anyone may call, each with all paths below it"),
  closedPaths: z
    .array(routedPath)
    .default([])
    .describe(
      "paths that were in `publicPaths` and need authorization again, for the update that closes them (options 2 to 5)",
    ),
  scopes: scopes.optional().describe("scopes of which a token must have one, with `auth` of kind jwt or cognito"),
  throttle: throttle
    .optional()
    .describe(
      "limits of each route of the service, one for its path and one for the paths below, under options 2 to 5 of each of their methods; default: those of the stack",
    ),
  timeoutSeconds: timeoutSeconds
    .optional()
    .describe("seconds that API Gateway waits for the service; default: as for the stack"),
  streaming: z.boolean().optional().describe("send its answers on while it writes them; default: as for the stack"),
};

const service = z.strictObject({
  name: serviceName.describe("name of the service"),
  formerly: z
    .union([serviceName, z.array(serviceName).min(1)])
    .optional()
    .describe(
      "name that the service had before, or all of them, the oldest first: it keeps its resources; leave the key as long as the service exists",
    ),
  vpc: z.string().describe("name of the VPC that the service runs in"),
  path: routedPath
    .optional()
    .describe(
      "path prefix of the service; default `/<name>`, with `formerly` of the first name; REST APIs (options 2 to 5) refuse `~`",
    ),
  stripPrefix: z.boolean().default(false).describe("remove the path prefix before the request reaches the service"),
  retired: z
    .boolean()
    .default(false)
    .describe("remove its routes but keep it running; required once before deleting a service from a REST API"),
  ...accessShape,
  ...taskShape,
  healthCheck: healthCheck.prefault({}).describe("health check of load balancers and ECS"),
  balancer: z
    .enum(["alb", "nlb", "cloudMap"])
    .optional()
    .describe(
      "load balancer (or Cloud Map) in front of the service, where the option allows a choice (1 and 5; Cloud Map with 1 only); default `alb`",
    ),
  group: serviceName
    .optional()
    .describe("service group: services of the same group share a load balancer (options 1, 4 and 5)"),
  existing: existing
    .optional()
    .describe(
      "existing load balancer of a service that already runs, or the endpoint service of another account; no ECS resources are created for it",
    ),
  pins: pins.prefault({}).describe("fixed placements of the service"),
  wait: z
    .boolean()
    .optional()
    .describe(
      "wait in each update until the tasks of the service are healthy (its deployment has reached steady state); default `true`",
    ),
  drainSeconds: z
    .int()
    .min(0)
    .max(3600)
    .optional()
    .describe(
      "seconds in which a target that is deregistered finishes its requests; default 35 behind an ALB and 120 behind an NLB, and at least 5 more than `timeoutSeconds`",
    ),
  deployment: deployment
    .optional()
    .describe("how ECS replaces the tasks of the service; default: task by task (`rolling`)"),
  standby: standby
    .optional()
    .describe(
      "second place of the service, in which its tasks are registered too: its old place, for the update that moves it; of a service in another account its new place first",
    ),
});

/** `/orders/` and `/orders` are the same path; the root path stays `/`. */
const normalisePath = (path: string) => (path === "/" ? path : path.replace(/\/$/, ""));

/** Keys that say how an update replaces the tasks of a service. */
const updateKeys = ["wait", "drainSeconds", "deployment", "standby"] as const;

/** Keys of a service that have no effect on one that runs outside the stack. */
type IgnoredKey = (typeof taskKeys)[number] | (typeof updateKeys)[number];

type Outside = NonNullable<z.output<typeof service>["existing"]>;

type Runtime =
  | { readonly kind: "task"; readonly task: ReturnType<typeof taskOf> }
  | (Outside & { readonly ignoredKeys: readonly IgnoredKey[] });

/**
 * Where a service runs: as tasks of this stack, or outside it behind an existing load balancer or an endpoint service.
 * A validation rejects the keys that have no effect there.
 */
function runtimeOf(given: z.output<typeof service>): Runtime {
  const { existing: outside } = given;
  if (outside === undefined) return { kind: "task", task: taskOf(given) };
  // The load balancers of an endpoint service are the stack's, with a drain and perhaps a second place.
  const updates = outside.kind === "endpoint" ? (["wait", "deployment"] as const) : updateKeys;
  return { ...outside, ignoredKeys: [...taskKeys, ...updates].filter((key) => given[key] !== undefined) };
}

/** One entry of `services` as written in the stack file, in the form that the planner reads. */
export const serviceSchema = service.transform((given) => {
  const { name, vpc, stripPrefix, retired, healthCheck, balancer, group, pins } = given;
  const formerly = given.formerly === undefined ? [] : [given.formerly].flat();
  // A new name alone changes nothing for clients.
  const path = normalisePath(given.path ?? `/${formerly[0] ?? name}`);
  const { drainSeconds, standby: second } = given;
  const { public: isPublic, scopes: wanted, throttle: limits, timeoutSeconds: timeout, streaming } = given;
  return {
    ...{ public: isPublic, publicPaths: given.publicPaths.map(normalisePath) },
    ...{ closedPaths: given.closedPaths.map(normalisePath), scopes: wanted },
    ...{ throttle: limits, timeoutSeconds: timeout, streaming },
    ...{ name, vpc, path, stripPrefix, retired, healthCheck, balancer, group, pins, drainSeconds },
    standby: second,
    deployment: given.deployment,
    wait: given.wait ?? true,
    formerly,
    runtime: runtimeOf(given),
  };
});

/** One entry of `groups`: placements of the ALB of a group behind the shared NLB of option 4. */
export const groupSchema = z.strictObject({
  name: serviceName.describe("name of the group"),
  pins: z.strictObject(nlbPins).describe("fixed placements of the ALB of the group"),
});
