import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, texts, value } from "../existing";
import { inText } from "../snapshots";
import { worksForLinkV2, zoneIdOf } from "../zones";

const linkV1 = "aws:apigateway/vpcLink:VpcLink";
const linkV2 = "aws:apigatewayv2/vpcLink:VpcLink";
const httpIntegration = "aws:apigatewayv2/integration:Integration";
const restIntegration = "aws:apigateway/integration:Integration";

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

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html */
const linkZones: Refusal = (resource, account) => {
  const subnets = account.of("aws:ec2/subnet:Subnet").filter(({ id }) => list(resource, "subnetIds").includes(id));
  const refused = subnets.find((subnet) => !worksForLinkV2(zoneIdOf(value(subnet, "availabilityZone"))));
  return refused === undefined
    ? undefined
    : `BadRequestException: Subnet '${refused.id}' is in Availability Zone '${value(refused, "availabilityZone")}' where service is not available`;
};

const referenced = ({ id }: Existing, references: readonly string[], format: string) =>
  references.length === 0
    ? undefined
    : `BadRequestException: Cannot delete vpc link. Vpc link '${id}', is referenced in [${references.join(", ")}] in format of [${format}].`;

/**
 * A deployment that a stage uses keeps the links of its integrations, also of those that were deleted since then.
 * Source: https://github.com/klothoplatform/klotho/issues/202 (a V1 link; that a V2 link is refused in the same way is a
 * doubt)
 */
const usedByStage: Refusal = (resource, account) => {
  const references = account.of("aws:apigateway/stage:Stage").flatMap((stage) =>
    account
      .of("aws:apigateway/deployment:Deployment")
      .filter(({ id }) => id === value(stage, "deployment"))
      .flatMap(({ deployed = [] }) => deployed.filter(({ link }) => link === resource.id))
      .map((integration) => `${value(stage, "restApi")}:${inText(integration)}:${value(stage, "stageName")}`),
  );
  return referenced(resource, references, "RESTApiId:Method:Resource:Stage");
};

/** How AWS names an integration of an HTTP API: its method with each of its routes, or with itself if it has none. */
function namesOf(integration: Existing, account: Account): readonly string[] {
  const routes = account
    .of("aws:apigatewayv2/route:Route")
    .filter((route) => value(route, "target") === `integrations/${integration.id}`);
  const ids = routes.length === 0 ? [integration.id] : routes.map(({ id }) => id);
  return ids.map((id) => `${value(integration, "integrationMethod") || "ANY"}:${id}`);
}

/**
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/12195 (the route of an HTTP API; that a REST API's
 * integration which is not deployed has the same form is a doubt)
 */
const usedByIntegration: Refusal = (resource, account) => {
  const of = (type: string) => account.of(type).filter((other) => value(other, "connectionId") === resource.id);
  const references = [
    ...of(httpIntegration).flatMap((integration) => namesOf(integration, account)),
    ...of(restIntegration).map((other) => `${value(other, "httpMethod")}:${value(other, "resourceId")}`),
  ];
  return referenced(resource, references, "Method:Resource");
};

/** Operations on VPC links that API Gateway rejects. */
export const links: Readonly<Record<string, Refusals>> = {
  [linkV1]: { create: [nlbArn, oneLinkPerNlb], delete: [usedByStage, usedByIntegration] },
  [linkV2]: { create: [linkZones], delete: [usedByStage, usedByIntegration] },
};
