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
  account.of(type).filter((one) => value(one, "restApi") === api);

/** Links of the integrations that a deployment of a REST API takes a snapshot of, in no order of their making. */
export const snapshotOf = (account: Account, one: Existing): readonly string[] => {
  const integrations = ofApi(account, restIntegration, value(one, "restApi"));
  return [...new Set(integrations.map((integration) => value(integration, "connectionId")))].sort();
};

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-cli.html */
const oneLinkPerNlb: Refusal = (one, account) => {
  const target = texts(one.inputs["targetArn"])[0];
  return account.of(linkV1).some((other) => texts(other.inputs["targetArn"])[0] === target)
    ? "waiting for API Gateway VPC Link create: unexpected state 'FAILED', wanted target 'AVAILABLE'. last error: NLB is already associated with another VPC Endpoint Service"
    : undefined;
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/45230 */
const nlbArn: Refusal = (one) =>
  texts(one.inputs["targetArn"]).some((arn) => !arn.includes(":loadbalancer/net/"))
    ? "BadRequestException: NLB ARN is malformed."
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 */
const deployedStage: Refusal = (one, account) => {
  const deployed = account.of(deployment).filter(({ links }) => links?.includes(one.id) === true);
  const stages = account.of(stage).filter((at) => deployed.some(({ id }) => id === value(at, "deployment")));
  return stages.length === 0
    ? undefined
    : `BadRequestException: Cannot delete vpc link. Vpc link '${one.id}', is referenced in [${stages.map((at) => `${value(at, "restApi")}:${value(at, "stageName")}`).join(", ")}] in format of [Method:Resource:Stage].`;
};

const usedLink: Refusal = (one, account) =>
  account.of(httpIntegration, restIntegration).some((other) => value(other, "connectionId") === one.id)
    ? `BadRequestException: Cannot delete vpc link '${one.id}'. It is in use by an integration.`
    : undefined;

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html */
const linkZones: Refusal = (one, account) => {
  const subnets = account.of("aws:ec2/subnet:Subnet").filter(({ id }) => list(one, "subnetIds").includes(id));
  const refused = subnets.find((subnet) => !worksForLinkV2(zoneIdOf(value(subnet, "availabilityZone"))));
  return refused === undefined
    ? undefined
    : `BadRequestException: Subnet '${refused.id}' is in Availability Zone '${value(refused, "availabilityZone")}' where service is not available`;
};

/** Source: https://github.com/anomalyco/sst/issues/5510 */
const listenerUri: Refusal = (one) =>
  value(one, "connectionType") === "VPC_LINK" && !/:(listener\/|service\/srv-)/.test(value(one, "integrationUri"))
    ? "BadRequestException: For VpcLink VPC_LINK, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN."
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/45230 */
const integrationTarget: Refusal = (one, account) =>
  account.of(linkV2).some(({ id }) => id === value(one, "connectionId")) && value(one, "integrationTarget") === ""
    ? "BadRequestException: IntegrationTarget is required for VpcLinkV2"
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 */
const referencedByRoute: Refusal = (one, account) => {
  const routes = account
    .of("aws:apigatewayv2/route:Route")
    .filter((route) => value(route, "target") === `integrations/${one.id}`);
  return routes.length === 0
    ? undefined
    : `ConflictException: Cannot delete Integration with id '${one.id}'. Integration is referenced by the following Routes: [${routes.map((route) => value(route, "routeKey")).join(", ")}]`;
};

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html */
const hasMethods: Refusal = (one, account) => {
  const api = value(one, "restApi");
  const methods = ofApi(account, "aws:apigateway/method:Method", api);
  if (methods.length === 0) return "BadRequestException: The REST API doesn't contain any methods";
  const integrated = ofApi(account, restIntegration, api);
  const bare = methods.some(
    (method) =>
      !integrated.some(
        (one) =>
          value(one, "resourceId") === value(method, "resourceId") &&
          value(one, "httpMethod") === value(method, "httpMethod"),
      ),
  );
  return bare ? "BadRequestException: No integration defined for method" : undefined;
};

const activeDeployment: Refusal = (one, account) =>
  account.of(stage).some((at) => value(at, "deployment") === one.id)
    ? "BadRequestException: Active stages pointing to this deployment must be moved or deleted"
    : undefined;

/** What API Gateway refuses. */
export const gateway: Readonly<Record<string, Refusals>> = {
  [linkV1]: { create: [nlbArn, oneLinkPerNlb], delete: [deployedStage] },
  [linkV2]: { create: [linkZones], delete: [usedLink] },
  [httpIntegration]: { create: [listenerUri], update: [listenerUri], delete: [referencedByRoute] },
  [restIntegration]: { create: [integrationTarget], update: [integrationTarget] },
  [deployment]: { create: [hasMethods], delete: [activeDeployment] },
};
