import { z } from "zod";

const minutes = z.int().min(0).max(1440);

const alarms = z.strictObject({
  errorPercent: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe("share of answers with a 5xx status, in percent, above which an alarm of the stack rolls back"),
  names: z.array(z.string().min(1).max(255)).default([]).describe("names of CloudWatch alarms that exist already"),
});

const testHeader = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/, "allowed: the name of an HTTP header, at most 40 characters")
    .describe("name of the header"),
  value: z.string().min(1).max(128).describe("its value; `*` and `?` are wildcards"),
});

/**
 * Stages of a deployment at which ECS calls a function.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html
 */
export const hookStages = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
] as const;

const hook = z.strictObject({
  lambda: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/,
      "allowed: the ARN of a Lambda function",
    )
    .describe("ARN of the Lambda function that ECS asks whether the deployment goes on"),
  stages: z.array(z.enum(hookStages)).min(1).describe("stages of the deployment at which ECS calls it"),
});

/** How ECS replaces the tasks of a service. */
export const deployment = z.strictObject({
  strategy: z
    .enum(["rolling", "blueGreen", "linear", "canary"])
    .describe(
      "`rolling`: task by task; `blueGreen`: all requests at once, to tasks that all run; `linear`: in equal steps; `canary`: a small share first, then the rest",
    ),
  percent: z
    .number()
    .min(0.1)
    .max(100)
    .multipleOf(0.1)
    .optional()
    .describe(
      "share of the requests that each step of `linear` (at least 3; default 10) or the first of `canary` (default 5) moves",
    ),
  stepMinutes: minutes.optional().describe("minutes between two steps: default 6 with `linear` and 10 with `canary`"),
  bakeMinutes: minutes
    .optional()
    .describe(
      "minutes in which the old tasks still run once the new ones have all requests, so that ECS can go back; default 5",
    ),
  alarms: alarms.optional().describe("CloudWatch alarms that roll a deployment back"),
  testHeader: testHeader
    .optional()
    .describe("header of requests that reach the new tasks before clients do; behind an ALB only"),
  hooks: z.array(hook).default([]).describe("functions that ECS asks during a deployment"),
  leaving: z
    .boolean()
    .default(false)
    .describe(
      "the first of two updates that leave the strategy: tasks replace each other one by one, in both target groups",
    ),
});
