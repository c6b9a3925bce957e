import { z } from "zod";
import { memoryMiBByCpu } from "../../policies/graph/fargate-sizes";
import { containerOf, containerShape } from "./container-schema";
import { image } from "./formats";
import { kmsKeyArn, permission, policyArn } from "./permission-schema";
import { port } from "./ports";
import { reach } from "./reach-schema";
import { sidecar } from "./sidecar-schema";
import { variablesShape } from "./variables-schema";

const cpuSizes = [...memoryMiBByCpu.keys()];

const autoscaling = z
  .strictObject({
    minCount: z
      .int()
      .refine(
        (count) => count >= 1,
        "allowed: 1 or more; autoscaling cannot leave 0, because without tasks there are no values to scale by",
      )
      .meta({ minimum: 1 })
      .describe("minimum number of tasks, at least 1"),
    maxCount: z.int().min(1).max(5000).describe("maximum number of tasks; IP addresses and targets are planned for it"),
    cpuPercent: z
      .int()
      .min(10)
      .max(95)
      .optional()
      .describe("target average CPU utilization in percent; default 60 if no other target is set"),
    memoryPercent: z.int().min(10).max(95).optional().describe("target average memory utilization in percent"),
    requestsPerTarget: z
      .int()
      .min(1)
      .optional()
      .describe("target number of requests per minute and task; behind an ALB only"),
  })
  .transform(({ cpuPercent, ...given }) => {
    const isAlone = given.memoryPercent === undefined && given.requestsPerTarget === undefined;
    return { ...given, cpuPercent: cpuPercent ?? (isAlone ? 60 : undefined) };
  });

/** Keys of a service that describe its task. They have no effect on a service behind an existing load balancer. */
export const taskShape = {
  image: image.optional().describe("container image; required unless `existing` is set"),
  containerPort: port.optional().describe("port that the container listens on; default 8080"),
  containerTls: z
    .boolean()
    .optional()
    .describe(
      "the container takes TLS on its port, with any certificate: load balancers do not verify it; default `false`",
    ),
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
  autoscaling: autoscaling
    .optional()
    .describe("scale the number of tasks by CPU or memory utilization, or by requests"),
  ...variablesShape,
  ...containerShape,
  ephemeralStorageGiB: z
    .int()
    .min(21)
    .max(200)
    .optional()
    .describe("size of the task's ephemeral storage in GiB; default 20"),
  sidecars: z.array(sidecar).optional().describe("further containers of the task"),
  capacity: z
    .enum(["onDemand", "spot"])
    .optional()
    .describe(
      "Fargate capacity: on demand, or Spot with one task on demand; without the key on demand. To leave Spot, write `onDemand`: the AWS provider refuses to remove the key",
    ),
  exec: z.boolean().optional().describe("allow commands in running containers with ECS Exec; default `false`"),
  reaches: z.array(reach).optional().describe("what the tasks connect to, beside AWS services on port 443"),
  permissions: z.array(permission).optional().describe("what the tasks may do in AWS: statements of the task role"),
  policyArns: z.array(policyArn).optional().describe("managed IAM policies of the task role"),
  kmsKeys: z
    .array(kmsKeyArn)
    .optional()
    .describe("customer managed KMS keys of the secrets, which the execution role may use to decrypt them"),
};

/** Names of the keys in `taskShape`. */
export const taskKeys = Object.keys(taskShape) as readonly (keyof typeof taskShape)[];

/** The sizes of a task, with defaults. */
const sizeOf = ({ cpu, memoryMiB, ephemeralStorageGiB }: z.output<z.ZodObject<typeof taskShape>>) => ({
  cpu: cpu ?? 256,
  memoryMiB: memoryMiB ?? 512,
  ephemeralStorageGiB,
});

/** The task of a service, with defaults. A validation rejects a missing image; its message also mentions `existing`. */
export const taskOf = (given: z.output<z.ZodObject<typeof taskShape>>) => ({
  image: given.image ?? "",
  containerPort: given.containerPort ?? 8080,
  containerTls: given.containerTls ?? false,
  ...sizeOf(given),
  architecture: given.architecture ?? "X86_64",
  desiredCount: given.desiredCount ?? 2,
  autoscaling: given.autoscaling,
  environment: given.environment ?? {},
  secrets: given.secrets ?? {},
  ...containerOf(given),
  sidecars: given.sidecars ?? [],
  capacity: given.capacity,
  exec: given.exec ?? false,
  reaches: given.reaches ?? [],
  permissions: given.permissions ?? [],
  policyArns: given.policyArns ?? [],
  kmsKeys: given.kmsKeys ?? [],
});
