import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { UsagePlanNode } from "../core/plan-access";
import type { ApiHandle } from "./api-handle";
import { getOrThrow } from "./get-or-throw";

/** Ids of API keys by name in the plan, and what clients with a key need before they send requests. */
interface UsagePlans {
  readonly keyIds: ReadonlyMap<string, pulumi.Output<string>>;
  readonly resources: readonly pulumi.Resource[];
}

interface UsagePlanArgs {
  readonly plan: UsagePlanNode;
  /** The APIs, by name in the plan. */
  readonly created: ReadonlyMap<string, ApiHandle>;
}

/** A usage plan with its API keys, whose values API Gateway makes. They are in the state of the stack, encrypted. */
class UsagePlan extends pulumi.ComponentResource {
  readonly keyIds = new Map<string, pulumi.Output<string>>();
  readonly resources: pulumi.Resource[];

  constructor(
    name: string,
    { plan: { keys, throttle, quota, apis }, created }: UsagePlanArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:UsagePlan", name, {}, opts);
    const apiStages = apis.map((api) => {
      const { apiId, stageName } = getOrThrow(created, api);
      return { apiId, stage: stageName };
    });
    const plan = new aws.apigateway.UsagePlan(
      name,
      {
        apiStages,
        ...(throttle === undefined
          ? {}
          : { throttleSettings: { rateLimit: throttle.ratePerSecond, burstLimit: throttle.burst } }),
        ...(quota === undefined ? {} : { quotaSettings: { limit: quota.requests, period: quota.per.toUpperCase() } }),
      },
      { parent: this },
    );
    this.resources = [plan];
    for (const key of keys) {
      const { id } = new aws.apigateway.ApiKey(key, {}, { parent: this });
      const planKey = new aws.apigateway.UsagePlanKey(
        key,
        { keyId: id, keyType: "API_KEY", usagePlanId: plan.id },
        // A key that moves to another plan of the same stage: AWS allows one plan for a key and stage.
        // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
        { parent: this, deleteBeforeReplace: true },
      );
      this.keyIds.set(key, id);
      this.resources.push(planKey);
    }
    this.registerOutputs({});
  }
}

/**
 * Creates the usage plans of a stack with their API keys. They belong to the stack and not to an API, so that keys keep
 * their values when the option changes.
 *
 * @param created - the APIs, by name in the plan
 */
export function createUsagePlans(
  nodes: readonly UsagePlanNode[],
  created: ReadonlyMap<string, ApiHandle>,
  opts: pulumi.ComponentResourceOptions,
): UsagePlans {
  const plans = nodes.map((plan) => new UsagePlan(plan.name, { plan, created }, opts));
  return {
    keyIds: new Map(plans.flatMap(({ keyIds }) => [...keyIds])),
    resources: plans.flatMap(({ resources }) => resources),
  };
}
