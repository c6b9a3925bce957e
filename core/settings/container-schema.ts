import { z } from "zod";

const absolutePath = z
  .string()
  .regex(/^\/[^\0\s]*$/, "allowed: an absolute path inside the container, for example /tmp");

/** Keys that describe how a container runs. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export const containerShape = {
  command: z.array(z.string()).min(1).optional().describe("command of the container, instead of the image's"),
  entryPoint: z.array(z.string()).min(1).optional().describe("entry point of the container, instead of the image's"),
  user: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$/, "allowed: a user, or user:group, by name or number")
    .optional()
    .describe("user that the container runs as, for example `1000:1000`; default: the image's"),
  workingDirectory: absolutePath.optional().describe("directory in which the command runs; default: the image's"),
  readonlyRootFilesystem: z.boolean().optional().describe("mount the container's root file system read-only"),
  writablePaths: z
    .array(absolutePath)
    .optional()
    .describe("directories that stay writable beside a read-only root file system, on ephemeral storage"),
};

/** How a container runs, with defaults. */
export const containerOf = (given: z.output<z.ZodObject<typeof containerShape>>) => ({
  command: given.command,
  entryPoint: given.entryPoint,
  user: given.user,
  workingDirectory: given.workingDirectory,
  readonlyRootFilesystem: given.readonlyRootFilesystem ?? false,
  writablePaths: given.writablePaths ?? [],
});
