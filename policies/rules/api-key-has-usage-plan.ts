import { keyHolders } from "../graph/api-keys";
import { apiOf, stagesOf } from "../graph/apis";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import { known, readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/**
 * It has no hop: the trace looks for the keys of its own stage. Without any usage plan in the stack, the rule is
 * undetermined: another stack may keep the plans and their keys.
 */
export const apiKeyHasUsagePlan = resourceRule({
  id: "api-key-has-usage-plan",
  displayName: "Methods with API keys have a usage plan",
  description: "The API of a method that requires an API key is in a usage plan, without which every request gets 403.",
  remediation: "Add an aws.apigateway.UsagePlan with the API and its stage, and keys in the plan.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restMethod"],
  none: "the stack has no method of a REST API",
  judge: (graph, method) => {
    if (known(readBoolean(method, "apiKeyRequired")) !== true) return [];
    const api = resourceOf(apiOf(graph, method));
    if (api === undefined) return [undetermined(method, `the API of ${labelOf(method)}, which requires an API key`)];
    const [first, ...others] = stagesOf(graph, api);
    const holders = [first, ...others].map((stage) => keyHolders(graph, api, stage));
    if (holders.some(({ kind }) => kind === "some")) return [];
    const [open] = holders.flatMap((one) => (one.kind === "unknown" ? [one] : []));
    if (open !== undefined)
      return [undetermined(method, `${open.needs} for ${labelOf(method)}, which requires an API key`)];
    const [none] = holders.flatMap((one) => (one.kind === "none" ? [one] : []));
    return none === undefined
      ? []
      : [violation(method, `${labelOf(method)} requires an API key, but ${none.wrong}`, none.fix)];
  },
});
