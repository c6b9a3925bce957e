import { z } from "zod";
import { hookStages } from "../core/settings/deployment-schema";

const stages = z.array(z.enum(hookStages));

/** Deployments of a service between two target groups, as in the plan. */
export const plannedDeployment = z.strictObject({
  strategy: z.enum(["blueGreen", "linear", "canary"]),
  percent: z.number().exactOptional().describe("share of the requests that a step moves"),
  stepMinutes: z.int().exactOptional(),
  bakeMinutes: z.int(),
  alarmNames: z.array(z.string()).describe("alarms of other owners that roll a deployment back"),
  errorPercent: z.number().exactOptional().describe("share of 5xx answers above which the stack's alarm rolls back"),
  alarmsOff: z.literal(true).exactOptional().describe("present if ECS does not look at these alarms"),
  hooks: z.array(
    z.union([
      z.strictObject({ lambda: z.string(), stages }),
      z.strictObject({
        pause: z.strictObject({ timeoutMinutes: z.int(), onTimeout: z.enum(["rollback", "continue"]) }),
        stages,
      }),
    ]),
  ),
  entering: z.literal(true).exactOptional().describe("present in the update before the strategy begins"),
  leaving: z.enum(["both", "primary"]).exactOptional().describe("present in the two updates that leave the strategy"),
});

/** Action of a listener or listener rule, as in the plan. */
export const plannedAction = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("forward"),
    targetGroup: z.string(),
    alternate: z
      .string()
      .exactOptional()
      .describe("second target group, if ECS sets how many of the requests go to which"),
    declared: z
      .enum(["entering", "leaving"])
      .exactOptional()
      .describe(
        "present before the strategy begins, and while it is left: the stack sends all requests to the first target group",
      ),
  }),
  z.strictObject({ kind: z.literal("respond"), statusCode: z.literal([200, 404]) }),
]);
