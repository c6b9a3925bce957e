import { resourceRule } from "../resource-rule";
import { apiOf, membersOf } from "../graph/apis";
import { waitsFor } from "../graph/dependencies";
import { labelOf } from "../graph/label";
import { registeredUrn } from "../graph/registered";
import { undetermined, violation } from "../rule";

/**
 * What a deployment contains of an API. Authorizers are created before the methods that name them.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html (changes that need a deployment)
 */
const contained = [
  "restMethod",
  "restIntegration",
  "restMethodResponse",
  "restIntegrationResponse",
  "restGatewayResponse",
] as const;

export const restDeploymentCoversApi = resourceRule({
  id: "rest-deployment-covers-api",
  displayName: "REST API deployments cover their API",
  description:
    "A deployment is created after every method, integration and response of its API, because it is a snapshot of them.",
  remediation: "Make the deployment depend on all methods, integrations and responses of the API.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  tags: ["wiring", "rest-api"],
  kinds: ["restDeployment"],
  none: "the stack has no REST API deployment",
  judge: (graph, deployment) => {
    const api = apiOf(graph, deployment);
    if (api.kind !== "resource") return [undetermined(deployment, `the API of ${deployment.name}`)];
    const direct = new Set(deployment.dependencies);
    const members = contained.flatMap((kind) => membersOf(graph, api.resource, kind));
    const reached = waitsFor(graph, deployment);
    const missing = members.filter(({ urn }) => {
      const registered = registeredUrn(urn);
      return !direct.has(registered) && !reached.has(registered);
    });
    if (missing.length === 0) return [];
    const names = missing.map(labelOf).join(", ");
    return [violation(deployment, `deployment ${deployment.name} does not depend on ${names}`)];
  },
});
