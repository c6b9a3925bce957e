import { resourceRule } from "../resource-rule";
import { readKeys } from "../graph/value";
import { violation } from "../rule";

export const restDeploymentHasTrigger = resourceRule({
  id: "rest-deployment-has-trigger",
  displayName: "REST deployments follow their API",
  description: "A deployment has triggers, so that it is made anew when the API changes.",
  remediation: "Set triggers to a hash of the methods and integrations.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restDeployment"],
  none: "the stack has no REST deployment",
  judge: (_, deployment) => {
    const triggers = readKeys(deployment, "triggers");
    if (triggers.kind === "unknown" || (triggers.kind === "known" && triggers.value.length > 0)) return [];
    return [
      violation(
        deployment,
        `${deployment.name} has no triggers: changes of the API never reach its stage`,
        "Set triggers.",
      ),
    ];
  },
});
