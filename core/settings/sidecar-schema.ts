import { z } from "zod";
import { containerOf, containerShape } from "./container-schema";
import { healthCommand, image } from "./formats";
import { variablesShape } from "./variables-schema";

/** A further container of a task. It shares the task's network, so the service's container reaches it at localhost. */
export const sidecar = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z](-?[a-z0-9])*$/, "allowed: lower-case letters, digits and single hyphens, beginning with a letter")
      .max(40)
      .describe("name of the container; differs from the name of the service"),
    image: image.describe("container image"),
    essential: z.boolean().default(true).describe("stop the task when this container stops"),
    memoryReservationMiB: z.int().min(6).optional().describe("memory in MiB that ECS reserves for the container"),
    healthCommand: healthCommand.optional().describe("health check command inside the container"),
    startsBefore: z
      .boolean()
      .default(false)
      .describe("start before the service's container, which waits until this one is healthy (or has started)"),
    ...variablesShape,
    ...containerShape,
  })
  .transform((given) => ({
    ...containerOf(given),
    name: given.name,
    image: given.image,
    essential: given.essential,
    memoryReservationMiB: given.memoryReservationMiB,
    healthCommand: given.healthCommand,
    startsBefore: given.startsBefore,
    environment: given.environment ?? {},
    secrets: given.secrets ?? {},
  }));
