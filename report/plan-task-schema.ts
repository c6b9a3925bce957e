import { z } from "zod";

const port = z.int().min(1).max(65_535);
const texts = z.array(z.string());
const variables = {
  environment: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.string()).describe("ARN by environment variable"),
};
const container = {
  command: texts.optional(),
  entryPoint: texts.optional(),
  user: z.string().optional(),
  workingDirectory: z.string().optional(),
  readonlyRootFilesystem: z.boolean(),
  writablePaths: texts,
};

const sidecar = z.strictObject({
  name: z.string().min(1),
  image: z.string(),
  essential: z.boolean(),
  memoryReservationMiB: z.int().optional(),
  healthCommand: texts.optional(),
  startsBefore: z.boolean().describe("the container of the service starts after it"),
  ...variables,
  ...container,
});

const reach = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("service"), service: z.string() }),
  z.strictObject({ kind: z.literal("securityGroup"), id: z.string(), port }),
  z.strictObject({ kind: z.literal("cidr"), cidr: z.string(), port }),
  z.strictObject({
    kind: z.literal("prefixList"),
    id: z.string(),
    port,
    maxEntries: z.int().optional().describe("how many security group rules it counts as"),
  }),
]);

/** The ECS task of a service in the plan. */
export const plannedTask = z.strictObject({
  image: z.string(),
  containerPort: port,
  containerTls: z.boolean().describe("whether the container takes TLS on its port"),
  cpu: z.number(),
  memoryMiB: z.number(),
  architecture: z.enum(["X86_64", "ARM64"]),
  desiredCount: z.int(),
  autoscaling: z
    .strictObject({
      minCount: z.int(),
      maxCount: z.int(),
      cpuPercent: z.int().optional(),
      memoryPercent: z.int().optional(),
      requestsPerTarget: z.int().optional(),
    })
    .optional(),
  ...variables,
  ...container,
  ephemeralStorageGiB: z.int().optional(),
  sidecars: z.array(sidecar),
  capacity: z.enum(["onDemand", "spot"]).optional(),
  exec: z.boolean(),
  reaches: z.array(reach).describe("what the tasks connect to"),
  permissions: z.array(z.strictObject({ actions: texts, resources: texts })),
  policyArns: texts,
  kmsKeys: texts,
});
