import { isObject } from "../values";
import { newlyIssued } from "./certificate-states";
import type { Account, Existing } from "./existing";
import { value } from "./existing";
import { mappingsOf } from "./mappings";

/** Types whose calls may let ACM issue a certificate. */
const issuing = ["aws:acm/certificate:Certificate", "aws:route53/record:Record"];

/** Other resources as they are after a create or update: ACM issues a certificate when its last record appears. */
export const changedWith = (account: Account, { type }: Existing): readonly Existing[] =>
  issuing.includes(type) ? newlyIssued(account) : [];

const stageType = "aws:apigateway/stage:Stage";
const associationType = "aws:wafv2/webAclAssociation:WebAclAssociation";

/**
 * The web ACL of a stage is that of its last association: a new one displaces the one before.
 * Source: https://github.com/pulumi/pulumi-aws/issues/4782
 */
const associationsOf = (account: Account, resourceArn: string) =>
  account.of(associationType).filter((one) => value(one, "resourceArn") === resourceArn);

/** ARN of the web ACL that protects a stage; undefined without one. */
export const webAclOf = (account: Account, stage: Existing): string | undefined => {
  const last = associationsOf(account, value(stage, "arn")).at(-1);
  return last && value(last, "webAclArn");
};

/**
 * What goes with a stage of a REST API: its method settings and its web ACL.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/14100
 */
const ofStage = (account: Account, stage: Existing): readonly Existing[] => [
  ...associationsOf(account, value(stage, "arn")),
  ...account
    .of("aws:apigateway/methodSettings:MethodSettings")
    .filter((one) => ["restApi", "stageName"].every((key) => value(one, key) === value(stage, key))),
];

/**
 * Usage plans without the stage that was deleted. A stage that is created again is in none.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/14100
 */
export function changedWithout(account: Account, deleted: Existing): readonly Existing[] {
  if (deleted.type !== stageType) return [];
  const isDeleted = (item: unknown) =>
    isObject(item) && item["apiId"] === value(deleted, "restApi") && item["stage"] === value(deleted, "stageName");
  return account.of("aws:apigateway/usagePlan:UsagePlan").flatMap((plan) => {
    const stages = plan.inputs["apiStages"];
    return Array.isArray(stages) && stages.some(isDeleted)
      ? [{ ...plan, inputs: { ...plan.inputs, apiStages: stages.filter((item) => !isDeleted(item)) } }]
      : [];
  });
}

const validationType = "aws:acm/certificateValidation:CertificateValidation";

/**
 * Other resources that are gone with one: API Gateway deletes a domain name with its mappings, and a validation is no
 * resource of AWS, so the provider does not find it without its certificate. `account` does not have the deleted one.
 * Sources: https://github.com/aws/chalice/issues/1918, https://github.com/pulumi/pulumi-aws/issues/4782,
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/acm/certificate_validation.go
 */
export function deletedWith(account: Account, deleted: Existing): readonly Existing[] {
  if (deleted.type === "aws:acm/certificate:Certificate")
    return account.of(validationType).filter((one) => value(one, "certificateArn") === deleted.id);
  if (deleted.type === stageType) return ofStage(account, deleted);
  // Also those that no stack made, as by `aws apigateway create-deployment`.
  if (deleted.type === "aws:apigateway/restApi:RestApi")
    return account.of("aws:apigateway/deployment:Deployment").filter((one) => value(one, "restApi") === deleted.id);
  // WAF only knows the stage: whichever association is deleted, the stage has no web ACL afterwards.
  if (deleted.type === associationType) return associationsOf(account, value(deleted, "resourceArn"));
  if (!deleted.type.endsWith("/domainName:DomainName")) return [];
  const name = value(deleted, "domainName").toLowerCase();
  return mappingsOf(account).flatMap(({ resource, domainName }) => (domainName === name ? [resource] : []));
}
