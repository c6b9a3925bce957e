import { z } from "zod";
import { hookStages } from "../core/settings/deployment-schema";

/** Deployments of a service between two target groups, as in the plan. */
export const plannedDeployment = z.strictObject({
  strategy: z.enum(["blueGreen", "linear", "canary"]),
  percent: z.number().exactOptional().describe("share of the requests that a step moves"),
  stepMinutes: z.int().exactOptional(),
  bakeMinutes: z.int(),
  alarmNames: z.array(z.string()).describe("alarms of other owners that roll a deployment back"),
  errorPercent: z.number().exactOptional().describe("share of 5xx answers above which the stack's alarm rolls back"),
  hooks: z.array(z.strictObject({ lambda: z.string(), stages: z.array(z.enum(hookStages)) })),
  leaving: z.literal(true).exactOptional().describe("present in the first of two updates that leave the strategy"),
});
