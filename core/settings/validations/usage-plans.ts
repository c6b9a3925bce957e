import type { Problem } from "../../problem";
import { topologyTraits } from "../../topology-traits";
import { repeats } from "../config-path";
import type { Settings } from "../settings";

/** Plans with one name, which would be one resource. */
const equalPlans = ({ usagePlans }: Settings): readonly Problem[] =>
  repeats(usagePlans, ({ name }) => name).map(({ again }) => ({
    where: `usagePlans[${usagePlans.indexOf(again)}].name (${again.name})`,
    message: `two usage plans are named ${again.name}`,
    fix: "give each usage plan its own name",
  }));

/**
 * A key belongs to one usage plan for each stage.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
function equalKeys({ usagePlans }: Settings): readonly Problem[] {
  const keys = usagePlans.flatMap(({ name, keys: ofPlan }, plan) =>
    ofPlan.map((key, index) => ({ key, plan: name, where: `usagePlans[${plan}].keys[${index}] (${name})` })),
  );
  return repeats(keys, ({ key }) => key).map(({ first, again }) => ({
    where: again.where,
    message: `got ${again.key}; the usage plan ${first.plan} already has a key of this name, and a key has one usage plan`,
    fix: "give each key its own name",
  }));
}

/** Problems of the usage plans and their API keys. */
export function usagePlanProblems(settings: Settings): readonly Problem[] {
  const { usagePlans, apiKeys, option } = settings;
  if (usagePlans.length === 0)
    return apiKeys === "required"
      ? []
      : [
          {
            where: "apiKeys",
            message: "got optional; has no effect without usagePlans",
            fix: "remove it, or add usagePlans",
          },
        ];
  const refused: Problem = {
    where: "usagePlans",
    message: `is set, and option ${option} creates an HTTP API, which has no API keys`,
    fix: "use option 5, or remove it",
  };
  return [...(topologyTraits[option].api === "rest" ? [] : [refused]), ...equalPlans(settings), ...equalKeys(settings)];
}
