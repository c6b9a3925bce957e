import { isObject } from "../../values";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { objects } from "../existing";
import { shiftedBalancers } from "../shift-context";
import { strategyOf } from "../strategy";

/** All messages without another source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html */
const refused = (message: string) => `InvalidParameterException: ${message}`;

const advancedEverywhere: Refusal = (service) => {
  const entries = objects(service, "loadBalancers");
  const advanced = entries.filter(({ advancedConfiguration }) => isObject(advancedConfiguration));
  if (advanced.length === entries.length) return undefined;
  if (advanced.length > 0)
    return refused("Either all or none of the provided loadBalancers must have advancedConfiguration defined");
  return strategyOf(service.inputs) === "ROLLING"
    ? undefined
    : refused(
        "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy",
      );
};

const ruleOfAlb: Refusal = (service) => {
  const listener = shiftedBalancers(service).find(({ production }) => production.includes(":listener/app/"));
  return listener === undefined
    ? undefined
    : refused(
        `productionListenerRule has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${listener.production}`,
      );
};

const twoRules: Refusal = (service) => {
  const balancers = shiftedBalancers(service);
  const tested = balancers.flatMap(({ test }) => test ?? []);
  const both = [...new Set(balancers.map(({ production }) => production))].filter((rule) => tested.includes(rule));
  return both.length === 0
    ? undefined
    : refused(`The following rules cannot be used as both production and test listener rules: ${both.join(", ")}`);
};

const eachGroupOnce: Refusal = (service) => {
  const groups = objects(service, "loadBalancers").map(({ targetGroupArn }) => String(targetGroupArn));
  const twice = groups.find((group, index) => groups.indexOf(group) !== index);
  return twice === undefined ? undefined : refused(`Duplicate targetGroupArn found: ${twice}`);
};

const hooksOf = (service: Existing) => {
  const configuration = service.inputs["deploymentConfiguration"];
  return isObject(configuration) ? objects({ ...service, inputs: configuration }, "lifecycleHooks") : [];
};

const pauseStages: Refusal = (service) =>
  hooksOf(service).some(
    ({ targetType, lifecycleStages }) =>
      targetType === "PAUSE" &&
      (lifecycleStages as readonly string[]).some((stage) =>
        ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"].includes(stage),
      ),
  )
    ? refused("Invalid lifecycle stage provided for Pause Hook")
    : undefined;

/** Ranges that the provider checks: block, key, least and greatest value. */
const ranges = [
  ["linear_configuration", "linearConfiguration", "step_percent", "stepPercent", 3, 100],
  ["canary_configuration", "canaryConfiguration", "canary_percent", "canaryPercent", 0.1, 100],
] as const;

/**
 * Sources: `deployment_configuration` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go, `FloatBetween` in
 * https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/validation/float.go
 */
const percentInRange: Refusal = (service) => {
  const configuration = service.inputs["deploymentConfiguration"];
  for (const [block, key, attribute, input, least, greatest] of ranges) {
    const stated = isObject(configuration) ? configuration[key] : undefined;
    const percent = isObject(stated) ? stated[input] : undefined;
    if (typeof percent === "number" && (percent < least || percent > greatest))
      return `expected deployment_configuration.0.${block}.0.${attribute} to be in the range (${least.toFixed(6)} - ${greatest.toFixed(6)}), got ${percent.toFixed(6)}`;
  }
  return undefined;
};

const bothNamed: Refusal = (service, account) =>
  account.outside.unattachedGroups !== "added" && shiftedBalancers(service).some((one) => isAlone(account, one))
    ? refused(
        "For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup",
      )
    : undefined;

/** Whether a rule of an ALB without a test rule does not name both target groups. */
function isAlone(
  account: Account,
  { primary, alternate, production, test }: ReturnType<typeof shiftedBalancers>[number],
) {
  const rule = account.of("aws:lb/listenerRule:ListenerRule").find(({ id }) => id === production);
  const named = JSON.stringify(rule?.inputs["actions"]);
  return rule !== undefined && test === undefined && ![primary, alternate].every((group) => named.includes(group));
}

const all = [percentInRange, advancedEverywhere, ruleOfAlb, twoRules, eachGroupOnce, pauseStages, bothNamed];

/** Strategies of ECS services that the provider or ECS rejects before a deployment begins. */
export const strategies: Readonly<Record<string, Refusals>> = {
  "aws:ecs/service:Service": { create: all, update: all },
};
