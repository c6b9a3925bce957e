import { isObject } from "../../values";
import type { Existing, Refusal, Refusals } from "../existing";
import { value } from "../existing";

const restStage = "aws:apigateway/stage:Stage";
const gatewayAccount = "aws:apigateway/account:Account";
const role = "aws:iam/role:Role";

/** The format of the access log of a stage; undefined if it has no log. */
function formatOf({ inputs }: Existing): string | undefined {
  const settings = inputs["accessLogSettings"];
  return isObject(settings) ? String(settings["format"]) : undefined;
}

/** Source: https://github.com/anomalyco/sst/issues/1556 */
const logRole: Refusal = (resource, account) => {
  const hasRole = account.of(gatewayAccount).some((one) => value(one, "cloudwatchRoleArn") !== "");
  return formatOf(resource) === undefined || hasRole || account.outside.restLogRole === true
    ? undefined
    : "BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging";
};

/** Source: https://github.com/ministryofjustice/cloud-platform-environments/pull/12962 */
const singleLine: Refusal = (resource) =>
  /\n./.test(formatOf(resource) ?? "")
    ? "BadRequestException: Access Log format must be single line, new line character is allowed only at end of the format"
    : undefined;

/** API Gateway tries the role. A role outside the stack may write. Source: https://github.com/tmobile/jazz-installer/pull/597 */
const roleMayWrite: Refusal = (resource, account) => {
  const own = account.of(role).find((one) => value(one, "arn") === value(resource, "cloudwatchRoleArn"));
  const policies = account.of("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/rolePolicy:RolePolicy");
  return own === undefined || policies.some((policy) => value(policy, "role") === own.id)
    ? undefined
    : "BadRequestException: The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.";
};

/**
 * WAF protects stages of REST APIs, not those of HTTP APIs.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/28753 (the message for a resource of another kind)
 */
const protectable: Refusal = (resource) => {
  const arn = value(resource, "resourceArn");
  const isKnown = /^arn:[\w-]+:apigateway:[\w-]+::\/restapis\/\w+\/stages\/[\w-]+$|:loadbalancer\/app\//.test(arn);
  return isKnown
    ? undefined
    : `WAFInvalidParameterException: Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: RESOURCE_ARN, parameter: ${arn}`;
};

/** Source: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2358 */
const protectedExists: Refusal = (resource, account) =>
  account
    .of(restStage, "aws:lb/loadBalancer:LoadBalancer")
    .some((one) => value(one, "arn") === value(resource, "resourceArn"))
    ? undefined
    : "WAFNonexistentItemException: AWS WAF couldn't perform the operation because your resource doesn't exist.";

const onStage = [logRole, singleLine];

/** Operations on access logs and web ACLs of stages that AWS rejects. */
export const stages: Readonly<Record<string, Refusals>> = {
  [restStage]: { create: onStage, update: onStage },
  "aws:apigatewayv2/stage:Stage": { create: [singleLine], update: [singleLine] },
  [gatewayAccount]: { create: [roleMayWrite], update: [roleMayWrite] },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { create: [protectable, protectedExists] },
};
