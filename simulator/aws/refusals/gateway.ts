import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, texts, value } from "../existing";
import { worksForLinkV2, zoneIdOf } from "../zones";

const linkV1 = "aws:apigateway/vpcLink:VpcLink";
const linkV2 = "aws:apigatewayv2/vpcLink:VpcLink";
const httpIntegration = "aws:apigatewayv2/integration:Integration";
const restIntegration = "aws:apigateway/integration:Integration";
const deployment = "aws:apigateway/deployment:Deployment";
const stage = "aws:apigateway/stage:Stage";

const ofApi = (account: Account, type: string, api: string) =>
  account.of(type).filter((resource) => value(resource, "restApi") === api);

/** VPC links of the integrations in a REST API's deployment, sorted: the order of creation varies between runs. */
export const snapshotOf = (account: Account, resource: Existing): readonly string[] => {
  const integrations = ofApi(account, restIntegration, value(resource, "restApi"));
  return [...new Set(integrations.map((integration) => value(integration, "connectionId")))].sort();
};

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-cli.html */
const oneLinkPerNlb: Refusal = (resource, account) => {
  const target = texts(resource.inputs["targetArn"])[0];
  return account.of(linkV1).some((other) => texts(other.inputs["targetArn"])[0] === target)
    ? "waiting for API Gateway VPC Link create: unexpected state 'FAILED', wanted target 'AVAILABLE'. last error: NLB is already associated with another VPC Endpoint Service"
    : undefined;
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/45230 */
const nlbArn: Refusal = (resource) =>
  texts(resource.inputs["targetArn"]).some((arn) => !arn.includes(":loadbalancer/net/"))
    ? "BadRequestException: NLB ARN is malformed."
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 */
const deployedStage: Refusal = (resource, account) => {
  const deployed = account.of(deployment).filter(({ links }) => links?.includes(resource.id) === true);
  const stages = account.of(stage).filter((other) => deployed.some(({ id }) => id === value(other, "deployment")));
  return stages.length === 0
    ? undefined
    : `BadRequestException: Cannot delete vpc link. Vpc link '${resource.id}', is referenced in [${stages.map((other) => `${value(other, "restApi")}:${value(other, "stageName")}`).join(", ")}] in format of [Method:Resource:Stage].`;
};

const usedLink: Refusal = (resource, account) =>
  account.of(httpIntegration, restIntegration).some((other) => value(other, "connectionId") === resource.id)
    ? `BadRequestException: Cannot delete vpc link '${resource.id}'. It is in use by an integration.`
    : undefined;

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html */
const linkZones: Refusal = (resource, account) => {
  const subnets = account.of("aws:ec2/subnet:Subnet").filter(({ id }) => list(resource, "subnetIds").includes(id));
  const refused = subnets.find((subnet) => !worksForLinkV2(zoneIdOf(value(subnet, "availabilityZone"))));
  return refused === undefined
    ? undefined
    : `BadRequestException: Subnet '${refused.id}' is in Availability Zone '${value(refused, "availabilityZone")}' where service is not available`;
};

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
    : `ConflictException: Cannot delete Integration with id '${resource.id}'. Integration is referenced by the following Routes: [${routes.map((route) => value(route, "routeKey")).join(", ")}]`;
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

const activeDeployment: Refusal = (resource, account) =>
  account.of(stage).some((other) => value(other, "deployment") === resource.id)
    ? "BadRequestException: Active stages pointing to this deployment must be moved or deleted"
    : undefined;

/** Operations that API Gateway rejects. */
export const gateway: Readonly<Record<string, Refusals>> = {
  [linkV1]: { create: [nlbArn, oneLinkPerNlb], delete: [deployedStage] },
  [linkV2]: { create: [linkZones], delete: [usedLink] },
  [httpIntegration]: { create: [listenerUri], update: [listenerUri], delete: [referencedByRoute] },
  [restIntegration]: { create: [integrationTarget], update: [integrationTarget] },
  [deployment]: { create: [hasMethods], delete: [activeDeployment] },
};
