import { z } from "zod";

/** Minutes of bake times and steps: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
const minutes = z.int().min(0).max(1440);

const alarms = z.strictObject({
  errorPercent: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe(
      "share of answers with a 5xx status, in percent, above which an alarm of the stack rolls back; behind an ALB those of the service, behind an NLB those of the API",
    ),
  names: z.array(z.string().min(1).max(255)).default([]).describe("names of CloudWatch alarms that exist already"),
  enabled: z
    .boolean()
    .default(true)
    .describe("`false`: ECS no longer looks at them; for one update before `alarms` is removed; default `true`"),
});

/**
 * The ALBs of a stack drop headers with other letters in their names. AWS matches no `Host` header in this way.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
const testHeader = z.strictObject({
  name: z
    .string()
    .regex(/^(?![Hh][Oo][Ss][Tt]$)[A-Za-z0-9-]{1,40}$/, "allowed: at most 40 letters, digits and hyphens, not Host")
    .describe("name of the header"),
  value: z
    .string()
    .regex(/^[\x21-\x7e]([\x20-\x7e]{0,126}[\x21-\x7e])?$/, "allowed: 1 to 128 visible ASCII characters")
    .describe("its value; `*` and `?` are wildcards"),
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

/** Stages at which a deployment cannot pause. Source: as for `hookStages` */
export const shiftStages: readonly string[] = ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];

const hook = z.strictObject({
  lambda: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/,
      "allowed: the ARN of a Lambda function",
    )
    .optional()
    .describe("ARN of the Lambda function that ECS asks whether the deployment goes on"),
  pause: z
    .strictObject({
      timeoutMinutes: z.int().min(1).max(20_160).default(1440).describe("minutes until ECS goes on without an answer"),
      onTimeout: z.enum(["rollback", "continue"]).default("rollback").describe("what ECS does then"),
    })
    .optional()
    .describe(
      "wait until someone answers with `aws ecs continue-service-deployment`; not at the stages TEST_TRAFFIC_SHIFT and PRODUCTION_TRAFFIC_SHIFT",
    ),
  stages: z.array(z.enum(hookStages)).min(1).describe("stages of the deployment at which ECS calls it or waits"),
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
    .multipleOf(0.1, "allowed: tenths of a percent, for example 5.3")
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
  hooks: z
    .array(hook)
    .default([])
    .describe("functions that ECS asks during a deployment, and stages at which it waits for a person"),
  entering: z
    .boolean()
    .default(false)
    .describe(
      "`true` in the update before the strategy begins, for a service that runs already behind a shared ALB or an NLB: its rule or listener gets the second target group; default `false`",
    ),
  leaving: z
    .enum(["both", "primary"])
    .optional()
    .describe(
      "leaves the strategy in three updates: first `both` (task by task, in both target groups), then `primary` (requests go to the first target group), then without `deployment`",
    ),
});
