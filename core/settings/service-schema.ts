import { z } from "zod";
import { maxServiceNameLength, maxVpcNameLength } from "../naming";
import { memoryMiBByCpu } from "../../policies/graph/fargate-sizes";
import {
  arn,
  dnsName,
  healthCommand,
  image,
  requestPath,
  resourceId,
  variableName,
  variableNameAllowed,
} from "./formats";

const cpuSizes = [...memoryMiBByCpu.keys()];
const name = (longest: number) =>
  z
    .string()
    .regex(/^[a-z](-?[a-z0-9])*$/, "allowed: lower-case letters, digits and single hyphens, beginning with a letter")
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

const port = z.int().min(1).max(65_535);
/** Ports that REST integrations accept: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
const restPort = port.refine((value) => value === 80 || value === 443 || value >= 1024, {
  message: "allowed: 80, 443 and 1024-65535, the ports that REST integrations accept",
});

const healthCheck = z.strictObject({
  path: requestPath.default("/").describe("path that returns 200-399 when the service is healthy"),
  intervalSeconds: z.int().min(5).max(300).default(30).describe("seconds between two checks"),
  timeoutSeconds: z
    .int()
    .min(2)
    .max(120)
    .default(5)
    .describe("seconds until a check times out; less than the interval"),
  healthyThreshold: z
    .int()
    .min(2)
    .max(10)
    .default(3)
    .describe("consecutive successful checks before a task is healthy"),
  unhealthyThreshold: z
    .int()
    .min(2)
    .max(10)
    .default(3)
    .describe("consecutive failed checks before a task is unhealthy"),
  gracePeriodSeconds: z
    .int()
    .min(0)
    .max(2_147_483_647)
    .default(60)
    .describe("seconds after a task starts in which failed checks are ignored"),
  command: healthCommand
    .optional()
    .describe(
      "health check command inside the container, for example `[CMD-SHELL, curl -f http://localhost:8080/]`; required with `cloudMap`",
    ),
});

const autoscaling = z.strictObject({
  minCount: z.int().min(1).describe("minimum number of tasks"),
  maxCount: z.int().min(1).max(5000).describe("maximum number of tasks; IP addresses and targets are planned for it"),
  cpuPercent: z.int().min(10).max(95).default(60).describe("target average CPU utilization in percent"),
});

const existingBalancer = z.strictObject({
  arn: arn(
    "elasticloadbalancing",
    "loadbalancer/(app|net)/[A-Za-z0-9-]+/[0-9a-f]+",
    "loadbalancer/app/<name>/<id> or loadbalancer/net/<name>/<id>",
  ).describe("ARN of the load balancer"),
  dnsName: dnsName.describe("DNS name of the load balancer"),
  listenerArn: arn(
    "elasticloadbalancing",
    "listener/(app|net)/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+",
    "listener/app/<name>/<id>/<listener id> or listener/net/<name>/<id>/<listener id>",
  ).describe("ARN of the listener that forwards to the service"),
  port: restPort.describe("port of the listener"),
  protocol: z
    .enum(["HTTP", "HTTPS", "TCP", "TLS"])
    .describe("protocol of the listener; HTTPS and TLS are not supported yet"),
  securityGroupId: resourceId("sg").optional().describe("security group of the load balancer; required for an ALB"),
  manageIngress: z.boolean().default(true).describe("add the required ingress rules to this security group"),
});

const nlbPins = {
  nlb: z.int().min(1).max(99).optional().describe("number of the shared NLB (options 3 and 4)"),
  port: port.min(1024).optional().describe("listener port on a shared NLB"),
};
const pins = z.strictObject({
  ...nlbPins,
  priority: z.int().min(10).max(50_000).optional().describe("listener rule priority on a shared ALB"),
});

const variable = z.string().refine(variableName, variableNameAllowed).meta({ pattern: "^[!-<>-~]+$" });

/** With the optional JSON key, version stage and version id: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
const secretArn = arn(
  "secretsmanager",
  "secret:[A-Za-z0-9/_+=.@-]+(:[^:]*:[^:]*:[^:]*)?",
  "secret:<name> or secret:<name>:<JSON key>::",
);
/** Names of parameters: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
const parameterArn = arn("ssm", "parameter/[A-Za-z0-9_./-]+", "parameter/<name>");

const service = z.strictObject({
  name: serviceName.describe("name of the service"),
  vpc: z.string().describe("name of the VPC that the service runs in"),
  path: z
    .string()
    .regex(
      /^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+){0,7}\/?)?$/,
      "allowed: `/` or up to 8 segments of letters, digits and ._~-",
    )
    .refine(
      (path) => !path.split("/").some((segment) => segment === "." || segment === ".."),
      "allowed: a path without the segments . and .., which clients remove before they send a request",
    )
    .max(120)
    .optional()
    .describe("path prefix of the service; default `/<name>`; REST APIs (options 2 to 5) refuse `~`"),
  stripPrefix: z.boolean().default(false).describe("remove the path prefix before the request reaches the service"),
  retired: z
    .boolean()
    .default(false)
    .describe("remove its routes but keep it running; required once before deleting a service from a REST API"),
  image: image.optional().describe("container image; required unless `existing` is set"),
  containerPort: port.optional().describe("port that the container listens on; default 8080"),
  cpu: z.literal(cpuSizes).optional().describe("CPU units (1024 are one vCPU); default 256"),
  memoryMiB: z
    .int()
    .optional()
    .describe("memory in MiB, one of the sizes that Fargate offers for the CPU; default 512"),
  architecture: z.enum(["X86_64", "ARM64"]).optional().describe("CPU architecture of the image; default `X86_64`"),
  desiredCount: z
    .int()
    .min(0)
    .max(5000)
    .optional()
    .describe("number of tasks, with autoscaling the initial number; default 2"),
  autoscaling: autoscaling.optional().describe("scale the number of tasks by CPU utilization"),
  healthCheck: healthCheck.prefault({}).describe("health check of load balancers and ECS"),
  environment: z.record(variable, z.string()).optional().describe("environment variables: name and value"),
  secrets: z
    .record(variable, z.union([secretArn, parameterArn]))
    .optional()
    .describe("environment variables that ECS reads from Secrets Manager or Parameter Store: name and ARN"),
  balancer: z
    .enum(["alb", "nlb", "cloudMap"])
    .optional()
    .describe(
      "load balancer (or Cloud Map) in front of the service, where the option allows a choice (1 and 5; Cloud Map with 1 only); default `alb`",
    ),
  group: serviceName
    .optional()
    .describe("service group: services of the same group share a load balancer (options 1, 4 and 5)"),
  existing: existingBalancer
    .optional()
    .describe("existing load balancer of a service that already runs; no ECS resources are created for it"),
  pins: pins.prefault({}).describe("fixed placements of the service"),
});

/** Keys that describe the task of a service; they have no effect on a service behind an existing load balancer. */
const taskKeys = [
  "image",
  "containerPort",
  "cpu",
  "memoryMiB",
  "architecture",
  "desiredCount",
  "autoscaling",
  "environment",
  "secrets",
] as const;

/** `/orders/` and `/orders` are the same path; the root path stays `/`. */
const normalisePath = (path: string) => (path === "/" ? path : path.replace(/\/$/, ""));

/** Where a service runs: as tasks of this stack, or outside it behind an existing load balancer. */
function runtimeOf(given: z.output<typeof service>) {
  if (given.existing !== undefined) {
    // A validation rejects these keys.
    const ignoredKeys = taskKeys.filter((key) => given[key] !== undefined);
    return { kind: "existing" as const, balancer: given.existing, ignoredKeys };
  }
  const task = {
    // A validation rejects a missing image; its message also mentions `existing`, which the schema cannot.
    image: given.image ?? "",
    containerPort: given.containerPort ?? 8080,
    cpu: given.cpu ?? 256,
    memoryMiB: given.memoryMiB ?? 512,
    architecture: given.architecture ?? "X86_64",
    desiredCount: given.desiredCount ?? 2,
    autoscaling: given.autoscaling,
    environment: given.environment ?? {},
    secrets: given.secrets ?? {},
  };
  return { kind: "task" as const, task };
}

/** One entry of `services` as written in the stack file, in the form that the planner reads. */
export const serviceSchema = service.transform((given) => {
  const { name, vpc, stripPrefix, retired, healthCheck, balancer, group, pins } = given;
  const path = normalisePath(given.path ?? `/${name}`);
  return { name, vpc, path, stripPrefix, retired, healthCheck, balancer, group, pins, runtime: runtimeOf(given) };
});

/** One entry of `groups`: placements of the ALB of a group behind the shared NLB of option 4. */
export const groupSchema = z.strictObject({
  name: serviceName.describe("name of the group"),
  pins: z.strictObject(nlbPins).describe("fixed placements of the ALB of the group"),
});
