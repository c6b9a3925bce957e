import type { Account, Refusal, Refusals } from "../existing";
import { value } from "../existing";

const linkV2 = "aws:apigatewayv2/vpcLink:VpcLink";
const httpIntegration = "aws:apigatewayv2/integration:Integration";
const restIntegration = "aws:apigateway/integration:Integration";
const deployment = "aws:apigateway/deployment:Deployment";
const stage = "aws:apigateway/stage:Stage";

const ofApi = (account: Account, type: string, api: string) =>
  account.of(type).filter((resource) => value(resource, "restApi") === api);

/** Source: https://github.com/anomalyco/sst/issues/5510 */
const listenerUri: Refusal = (resource) =>
  value(resource, "connectionType") === "VPC_LINK" &&
  !/:(listener\/|service\/srv-)/.test(value(resource, "integrationUri"))
    ? "BadRequestException: For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN."
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/45230 */
const integrationTarget: Refusal = (resource, account) =>
  account.of(linkV2).some(({ id }) => id === value(resource, "connectionId")) &&
  value(resource, "integrationTarget") === ""
    ? "BadRequestException: IntegrationTarget is required for VpcLinkV2"
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 */
const referencedByRoute: Refusal = (resource, account) => {
  const routes = account
    .of("aws:apigatewayv2/route:Route")
    .filter((route) => value(route, "target") === `integrations/${resource.id}`);
  return routes.length === 0
    ? undefined
    : `ConflictException: Cannot delete Integration because it is referenced by the following Routes with Ids: [${routes.map(({ id }) => id).join(", ")}]`;
};

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html */
const hasMethods: Refusal = (resource, account) => {
  const api = value(resource, "restApi");
  const methods = ofApi(account, "aws:apigateway/method:Method", api);
  if (methods.length === 0) return "BadRequestException: The REST API doesn't contain any methods";
  const integrated = ofApi(account, restIntegration, api);
  const bare = methods.some(
    (method) =>
      !integrated.some(
        (integration) =>
          value(integration, "resourceId") === value(method, "resourceId") &&
          value(integration, "httpMethod") === value(method, "httpMethod"),
      ),
  );
  return bare ? "BadRequestException: No integration defined for method" : undefined;
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/19805 */
const activeDeployment: Refusal = (resource, account) =>
  account.of(stage).some((other) => value(other, "deployment") === resource.id)
    ? "BadRequestException: Active stages pointing to this deployment must be moved or deleted"
    : undefined;

/** Operations on APIs that API Gateway rejects; `links.ts` has those on VPC links. */
export const gateway: Readonly<Record<string, Refusals>> = {
  [httpIntegration]: { create: [listenerUri], update: [listenerUri], delete: [referencedByRoute] },
  [restIntegration]: { create: [integrationTarget], update: [integrationTarget] },
  [deployment]: { create: [hasMethods], delete: [activeDeployment] },
};
