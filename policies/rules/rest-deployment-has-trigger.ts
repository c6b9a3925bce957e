import { resourceRule } from "../resource-rule";
import { readKeys } from "../graph/value";
import { violation } from "../rule";

export const restDeploymentHasTrigger = resourceRule({
  id: "rest-deployment-has-trigger",
  displayName: "REST API deployments follow their API",
  description: "A deployment has triggers, so that a change of the API creates a new deployment.",
  remediation: "Set triggers to a hash of the methods and integrations.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restDeployment"],
  none: "the stack has no REST API deployment",
  judge: (_, deployment) => {
    const triggers = readKeys(deployment, "triggers");
    if (triggers.kind === "unknown" || (triggers.kind === "known" && triggers.value.length > 0)) return [];
    return [
      violation(deployment, `deployment ${deployment.name} has no triggers; changes of the API never reach its stage`),
    ];
  },
});
