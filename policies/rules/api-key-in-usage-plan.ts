import { ofKind, perGraph } from "../graph/graph";
import { resolve, resourcesIn } from "../graph/references";
import { known, readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const planned = perGraph((graph) => {
  const keys = ofKind(graph, "usagePlanKey").map((one) => resolve(graph, one, "keyId", "apiKey"));
  return new Set(resourcesIn(keys).map(({ urn }) => urn));
});

/** Whether a method that needs a key has a plan is the matter of `api-key-has-usage-plan`. */
export const apiKeyInUsagePlan = resourceRule({
  id: "api-key-in-usage-plan",
  displayName: "API keys are in a usage plan",
  description: "An enabled API key is in a usage plan; without one, requests with it get 403.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Add an aws.apigateway.UsagePlanKey with the key, or remove the key.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["wiring", "rest-api"],
  kinds: ["apiKey"],
  none: "the stack has no API key",
  judge: (graph, key) =>
    known(readBoolean(key, "enabled")) === false || planned(graph).has(key.urn)
      ? []
      : [violation(key, `API key ${key.name} is in no usage plan of the stack, so requests with it get 403`)],
});
