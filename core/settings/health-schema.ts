import { z } from "zod";
import { healthCommand, requestPath } from "./formats";

/** Health check of a service, by its load balancers and by ECS. */
export const healthCheck = z.strictObject({
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
