import type { Properties } from "../values";
import { isObject } from "../values";

/**
 * Stages of a deployment, in their order.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html
 */
const stages = [
  ...(["RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP", "POST_SCALE_UP"] as const),
  ...(["TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT"] as const),
  ...(["PRE_PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"] as const),
  ...(["BAKE_TIME", "CLEAN_UP"] as const),
] as const;

/** A stage of a deployment that shifts requests. */
export type Stage = (typeof stages)[number];

/** What answers a lifecycle hook. */
export interface Hook {
  readonly stage: Stage;
  /** ARN of the Lambda function; empty for a pause. */
  readonly lambda: string;
}

/** What a hook does: `exception`: the function answers without a status; `never`: it is not answered. */
export type HookAnswer = "SUCCEEDED" | "FAILED" | "exception" | "never";

/** Decides what hooks answer. */
export type Hooks = (hook: Hook) => HookAnswer;

/** Functions succeed, and nobody continues after a pause. */
export const answersByDefault: Hooks = ({ lambda }) => (lambda === "" ? "never" : "SUCCEEDED");

/** Requests that move from a target group to another one: by an action that ECS governs. */
export interface Move {
  /** ARN of the target group that the service names. */
  readonly primary: string;
  /** ARN of the target group that had the requests when the deployment began. */
  readonly from: string;
  /** ARN of the target group of the new tasks. */
  readonly to: string;
  /** ARN of the listener rule of an ALB, or the listener of an NLB. */
  readonly production: string;
  readonly test?: string;
}

/** A strategy, as the service states it. */
interface Strategy {
  /** Share of the requests in percent that the new tasks have after each step, and the minutes that ECS waits then. */
  readonly steps: readonly { readonly percent: number; readonly minutes: number }[];
  readonly bakeMinutes: number;
  readonly hooks: readonly Hook[];
}

/** How far a deployment is. */
export interface Shift extends Strategy {
  readonly stage: Stage;
  /** Whether the hooks of the stage have been asked. */
  readonly asked: boolean;
  /** How many steps have shifted requests. */
  readonly done: number;
  /** Minutes that it has waited: after steps, for an NLB, and for the bake time. */
  readonly minutes: number;
  readonly moves: readonly Move[];
  /** What the deployment that it replaces had shifted. */
  readonly undo: readonly Move[];
}

const minutesOf = (properties: Properties, key: string, byDefault: number) => Number(properties[key] ?? byDefault);
const block = (properties: Properties, key: string): Properties => {
  const found = properties[key];
  return isObject(found) ? found : {};
};

/** Defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html, API_CanaryConfiguration.html */
function stepsOf(configuration: Properties): Strategy["steps"] {
  const whole = { percent: 100, minutes: 0 };
  switch (configuration["strategy"]) {
    case "LINEAR": {
      const linear = block(configuration, "linearConfiguration");
      const [percent, minutes] = [Number(linear["stepPercent"] ?? 10), minutesOf(linear, "stepBakeTimeInMinutes", 6)];
      const count = Math.ceil(100 / percent) - 1;
      return [...Array.from({ length: count }, (_, index) => ({ percent: percent * (index + 1), minutes })), whole];
    }
    case "CANARY": {
      const canary = block(configuration, "canaryConfiguration");
      const minutes = minutesOf(canary, "canaryBakeTimeInMinutes", 10);
      return [{ percent: Number(canary["canaryPercent"] ?? 5), minutes }, whole];
    }
    default:
      return [whole];
  }
}

function hooksOf(configuration: Properties): readonly Hook[] {
  const hooks = configuration["lifecycleHooks"];
  return (Array.isArray(hooks) ? hooks : []).filter(isObject).flatMap(({ lifecycleStages, hookTargetArn }) => {
    const lambda = typeof hookTargetArn === "string" ? hookTargetArn : "";
    return ((lifecycleStages ?? []) as readonly Stage[]).map((stage) => ({ stage, lambda }));
  });
}

/** The strategy of a service; `ROLLING` without one. */
export function strategyOf(inputs: Properties): string {
  const { strategy } = block(inputs, "deploymentConfiguration");
  return typeof strategy === "string" ? strategy : "ROLLING";
}

/** A deployment that shifts requests, at its beginning; undefined for a rolling deployment. */
export function shiftOf(inputs: Properties, undo: readonly Move[]): Shift | undefined {
  if (strategyOf(inputs) === "ROLLING") return undefined;
  const configuration = block(inputs, "deploymentConfiguration");
  return {
    steps: stepsOf(configuration),
    bakeMinutes: minutesOf(configuration, "bakeTimeInMinutes", 0),
    hooks: hooksOf(configuration),
    stage: stages[0],
    asked: false,
    done: 0,
    minutes: 0,
    moves: [],
    undo,
  };
}

/** The stage after this one. Each step of requests has its own shift. */
export function nextStage({ stage, done, steps }: Shift): Stage {
  if (stage === "PRODUCTION_TRAFFIC_SHIFT" && done < steps.length) return "PRE_PRODUCTION_TRAFFIC_SHIFT";
  return stages[stages.indexOf(stage) + 1] ?? "CLEAN_UP";
}
