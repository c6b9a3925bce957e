import { membersOf } from "../graph/apis";
import { waitsFor } from "../graph/dependencies";
import { endpointTypeOf } from "../graph/protocol";
import { resourcePoliciesOf, resourcePolicyOf } from "../graph/resource-policies";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

export const privateRestApiHasPolicy = resourceRule({
  id: "private-rest-api-has-policy",
  displayName: "Private REST APIs have a resource policy",
  description:
    "A REST API with a private endpoint has a resource policy before it is deployed; AWS rejects the deployment otherwise.",
  severity: "critical",
  remediation:
    "Set policy of the REST API, or create an aws.apigateway.RestApiPolicy, to allow execute-api:Invoke from the VPC or VPC endpoint of the callers.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
  tags: ["wiring", "rest-api"],
  hop: "stage",
  kinds: ["restApi"],
  none: "the stack has no REST API",
  judge: (graph, api) => {
    if (endpointTypeOf(api) !== "PRIVATE") return [];
    const policy = resourcePolicyOf(graph, api);
    const deployments = membersOf(graph, api, "restDeployment");
    if (policy === "unknown") return [undetermined(api, `the resource policy in the body of REST API ${api.name}`)];
    if (policy === "none") {
      return deployments.length === 0
        ? [undetermined(api, `the resource policy of REST API ${api.name}, which the stack does not deploy`)]
        : [violation(api, `private REST API ${api.name} is deployed without a resource policy`)];
    }
    if (policy === "own") return [];
    const separate = resourcePoliciesOf(graph, api);
    return deployments.flatMap((deployment) => {
      const before = waitsFor(graph, deployment);
      const late = separate.find(({ urn }) => !before.has(urn));
      if (late === undefined || separate.some(({ urn }) => before.has(urn))) return [];
      return [
        violation(
          api,
          `deployment ${deployment.name} of private REST API ${api.name} may be created before its resource policy ${late.name}`,
          `Add ${late.name} to dependsOn of deployment ${deployment.name}.`,
        ),
      ];
    });
  },
});
