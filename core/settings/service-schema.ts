import { z } from "zod";
import { maxServiceNameLength } from "../naming";
import { memoryMiBByCpu } from "./fargate-sizes";

const cpuSizes = [...memoryMiBByCpu.keys()];
const name = (longest: number) =>
  z
    .string()
    .regex(/^[a-z](-?[a-z0-9])*$/, "allowed: lower-case letters, digits and single hyphens, beginning with a letter")
    // The names of balancers and security groups begin with it, and AWS keeps these beginnings for itself.
    .refine(
      (text) => !/^(internal|sg)(-|$)/.test(text),
      "allowed: anything but internal and sg, alone or before a hyphen",
    )
    .max(longest);

/** Name of a service or group: lower case, at most 20 characters, since `-alb` and 8 characters are added. */
export const serviceName = name(maxServiceNameLength);

const port = z.int().min(1).max(65_535);
const arn = (service: string, rest: string) =>
  z
    .string()
    .regex(
      new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${rest}`),
      `allowed: an ARN of ${service}, with Region and account`,
    );

/** A port that REST integrations accept: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html */
const restPort = port.refine((value) => value === 80 || value === 443 || value >= 1024, {
  message: "allowed: 80, 443 and 1024-65535, the ports that REST integrations accept",
});

const healthCheck = z.strictObject({
  path: z.string().startsWith("/").default("/").describe("path that answers 200-399 when the service is well"),
  intervalSeconds: z.int().min(5).max(300).default(30).describe("time between two checks"),
  timeoutSeconds: z.int().min(2).max(120).default(5).describe("time a check may take; less than the interval"),
  healthyThreshold: z.int().min(2).max(10).default(3).describe("checks passed in a row before a task gets requests"),
  unhealthyThreshold: z.int().min(2).max(10).default(3).describe("checks failed in a row before a task is replaced"),
  gracePeriodSeconds: z.int().min(0).default(60).describe("time after a start in which failed checks do not count"),
  command: z
    .array(z.string())
    .min(1)
    .optional()
    .describe(
      "health check that runs inside the container, for instance `[CMD-SHELL, curl -f http://localhost:8080/]`; needed with `cloudMap`",
    ),
});

const autoscaling = z.strictObject({
  minCount: z.int().min(1).describe("fewest tasks"),
  maxCount: z.int().min(1).max(5000).describe("most tasks; addresses and targets are planned for it"),
  cpuPercent: z.int().min(10).max(95).default(60).describe("average CPU that scaling aims at"),
});

const existingBalancer = z.strictObject({
  arn: arn("elasticloadbalancing", "loadbalancer/(app|net)/[^/]+/[0-9a-z]+$").describe("the balancer"),
  dnsName: z.string().min(1).describe("its DNS name"),
  listenerArn: arn("elasticloadbalancing", "listener/(app|net)/").describe("the listener that serves the service"),
  port: restPort.describe("port of that listener"),
  protocol: z
    .enum(["HTTP", "HTTPS", "TCP", "TLS"])
    .describe("its protocol; HTTPS and TLS are refused until TLS is built"),
  securityGroupId: z
    .string()
    .startsWith("sg-")
    .optional()
    .describe("the balancer's security group; an ALB always has one"),
  manageIngress: z.boolean().default(true).describe("add the ingress rules that the request needs to that group"),
});

const nlbPins = {
  nlb: z.int().min(1).max(99).optional().describe("number of the shared NLB (options 3 and 4)"),
  port: port.min(1024).optional().describe("listener port on a shared NLB"),
};
const pins = z.strictObject({
  ...nlbPins,
  priority: z.int().min(10).max(50_000).optional().describe("rule priority on a shared ALB"),
});

const service = z.strictObject({
  name: serviceName.describe("name of the service"),
  vpc: z.string().describe("name of the VPC that it runs in"),
  path: z
    .string()
    .regex(
      /^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+){0,7}\/?)?$/,
      "allowed: `/` or up to 8 segments of letters, digits and ._~-",
    )
    .max(120)
    .optional()
    .describe("path prefix of its requests; default `/<name>`"),
  stripPrefix: z.boolean().default(false).describe("take the path prefix off before the service sees the request"),
  retired: z
    .boolean()
    .default(false)
    .describe("off the API, though still running: the update before a service is removed from a REST API"),
  image: z.string().min(1).optional().describe("container image; required unless `existing` is given"),
  containerPort: port.optional().describe("port that the container listens on; default 8080"),
  cpu: z.literal(cpuSizes).optional().describe("CPU units, 1024 are one vCPU; default 256"),
  memoryMiB: z.int().optional().describe("memory; only what Fargate offers for the CPU; default 512"),
  architecture: z.enum(["X86_64", "ARM64"]).optional().describe("CPU architecture of the image; default `X86_64`"),
  desiredCount: z
    .int()
    .min(0)
    .max(5000)
    .optional()
    .describe("tasks to run; default 2, with autoscaling the number at first"),
  autoscaling: autoscaling.optional().describe("scale the number of tasks between two bounds by CPU"),
  healthCheck: healthCheck.prefault({}).describe("how balancers and ECS tell that a task is well"),
  environment: z.record(z.string(), z.string()).optional().describe("environment variables"),
  secrets: z
    .record(z.string(), z.union([arn("secretsmanager", "secret:"), arn("ssm", "parameter/")]))
    .optional()
    .describe("environment variables whose values ECS reads from Secrets Manager or Parameter Store, by ARN"),
  balancer: z
    .enum(["alb", "nlb", "cloudMap"])
    .optional()
    .describe("what stands before the service where the option leaves a choice (1 and 5); default `alb`"),
  group: serviceName.optional().describe("share one balancer with the services of the same group (1, 4 and 5)"),
  existing: existingBalancer
    .optional()
    .describe("the service runs already behind this balancer: nothing of ECS is made for it"),
  pins: pins.prefault({}).describe("placements that never move"),
});

/** Keys of a service that describe its task, and so have no meaning behind an existing balancer. */
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

/** `/orders/` and `/orders` are one path; the root stays `/`. */
const normalisePath = (path: string) => (path === "/" ? path : path.replace(/\/$/, ""));

/** Where a service runs: as tasks of this stack, or already behind a load balancer that exists. */
function runtimeOf(given: z.output<typeof service>) {
  if (given.existing !== undefined) {
    // Kept for the validation that refuses them.
    const ignoredKeys = taskKeys.filter((key) => given[key] !== undefined);
    return { kind: "existing" as const, balancer: given.existing, ignoredKeys };
  }
  const task = {
    // A missing image is refused by a validation, which can name the other way out.
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

/** One entry of `groups`: placements of the ALB that a group shares, behind the NLB of option 4. */
export const groupSchema = z.strictObject({
  name: serviceName.describe("name of the group"),
  pins: z.strictObject(nlbPins).describe("placements of its ALB that never move"),
});
