import { apiOf } from "../graph/apis";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resolvePaths, resourceOf, resourcesIn } from "../graph/references";
import { isSet, known, readBoolean, readElements } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const plans = perGraph((graph) => {
  const entries = ofKind(graph, "usagePlan").flatMap((plan) => {
    const stages = known(readElements(plan, "apiStages")) ?? [];
    const paths = stages.map((at) => `${at}.apiId`);
    return resourcesIn(resolvePaths(graph, plan, paths, "restApi").references).map(({ urn }) => ({ plan, api: urn }));
  });
  return groupBy(entries, ({ api }) => api);
});

const hasPlans = perGraph((graph) => ofKind(graph, "usagePlan").some((plan) => isSet(plan, "apiStages")));

/** Without any usage plan in the stack, the rule is undetermined: another stack may keep the plans and their keys. */
export const apiKeyHasUsagePlan = resourceRule({
  id: "api-key-has-usage-plan",
  displayName: "Methods with API keys have a usage plan",
  description: "The API of a method that requires an API key is in a usage plan, without which every request gets 403.",
  remediation: "Add an aws.apigateway.UsagePlan with the API and its stage, and keys in the plan.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["wiring", "rest-api"],
  hop: "route",
  kinds: ["restMethod"],
  none: "the stack has no method of a REST API",
  judge: (graph, method) => {
    if (known(readBoolean(method, "apiKeyRequired")) !== true) return [];
    const api = resourceOf(apiOf(graph, method));
    if (api !== undefined && plans(graph).has(api.urn)) return [];
    return [
      hasPlans(graph) && api !== undefined
        ? violation(method, `${labelOf(method)} requires an API key, but its API is in no usage plan of the stack`)
        : undetermined(method, `a usage plan with the API of ${labelOf(method)}, which requires an API key`),
    ];
  },
});
