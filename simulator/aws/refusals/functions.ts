import { quotas } from "../../../policies/quotas";
import type { Account, Existing, Refusal, Refusals } from "../existing";
import { value } from "../existing";
import { accountId } from "../model";

const role = "aws:iam/role:Role";
const lambdaFunction = "aws:lambda/function:Function";
const permission = "aws:lambda/permission:Permission";
const schedule = "aws:scheduler/schedule:Schedule";
const eventRule = "aws:cloudwatch/eventRule:EventRule";
const eventTarget = "aws:cloudwatch/eventTarget:EventTarget";
const serviceQuota = "aws:servicequotas/serviceQuota:ServiceQuota";

/** Whether a service may assume a role. A role outside the stack trusts every service. */
function trusts(account: Account, arn: unknown, service: string): boolean {
  const own = account.of(role).find((one) => value(one, "arn") === arn);
  return own === undefined || value(own, "assumeRolePolicy").includes(`"${service}"`);
}

/** Source: https://github.com/nficano/python-lambda/issues/28 */
const roleOfFunction: Refusal = (resource, account) =>
  trusts(account, resource.inputs["role"], "lambda.amazonaws.com")
    ? undefined
    : "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.";

/** Source: https://github.com/hashicorp/terraform/issues/15929 */
const functionExists: Refusal = (resource, account) =>
  account.of(lambdaFunction).some(({ id }) => id === resource.id)
    ? `ResourceConflictException: Function already exist: ${resource.id}`
    : undefined;

/** Name of a function in a name or an ARN. */
const functionName = (text: string) => text.split(":function:").at(-1) ?? "";

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/7214 */
const functionMissing: Refusal = (resource, account) => {
  const name = functionName(value(resource, "function"));
  return account.of(lambdaFunction).some(({ id }) => id === name)
    ? undefined
    : `ResourceNotFoundException: Function not found: arn:aws:lambda:${account.region}:${accountId}:function:${name}`;
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/3312 */
const statementExists: Refusal = (resource, account) => {
  const [id, name] = [value(resource, "statementId"), functionName(value(resource, "function"))];
  const isSame = (other: Existing) =>
    value(other, "statementId") === id && functionName(value(other, "function")) === name;
  return account.of(permission).some(isSame)
    ? `ResourceConflictException: The statement id (${id}) provided already exists. Please provide a new statement id, or remove the existing statement.`
    : undefined;
};

/**
 * `rate` has a singular unit with 1 only.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
const isExpression = (text: string) =>
  /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/.test(text) ||
  /^cron\(\S+( \S+){5}\)$/.test(text);

/** Source: https://github.com/localstack/localstack/issues/9284 */
const schedulerExpression: Refusal = (resource) => {
  const text = value(resource, "scheduleExpression");
  return isExpression(text) || /^at\(.+\)$/.test(text)
    ? undefined
    : `ValidationException: Invalid Schedule Expression ${text}.`;
};

/** Source: https://github.com/winglang/wing/issues/7115 */
const ruleExpression: Refusal = (resource) => {
  const text = value(resource, "scheduleExpression");
  return text === "" || isExpression(text)
    ? undefined
    : "ValidationException: Parameter ScheduleExpression is not valid.";
};

/** Source: https://github.com/aws/aws-sdk-js-v3/issues/6494 */
const roleOfSchedule: Refusal = (resource, account) => {
  const { roleArn } = (resource.inputs["target"] ?? {}) as { readonly roleArn?: string };
  return trusts(account, roleArn, "scheduler.amazonaws.com")
    ? undefined
    : "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.";
};

/** Source: https://github.com/getmoto/moto/issues/6624 (the code), https://github.com/getmoto/moto/blob/master/moto/scheduler/exceptions.py */
const scheduleExists: Refusal = (resource, account) =>
  account.of(schedule).some(({ id }) => id === resource.id)
    ? `ConflictException: Schedule ${value(resource, "name")} already exists.`
    : undefined;

/** Source: https://github.com/Pocket/terraform-modules/pull/899 */
const ruleMissing: Refusal = (resource, account) =>
  account.of(eventRule).some(({ id }) => id === value(resource, "rule"))
    ? undefined
    : `ResourceNotFoundException: Rule ${value(resource, "rule")} does not exist on EventBus default.`;

/** Source: https://github.com/getmoto/moto/pull/5056 */
const ruleHasTargets: Refusal = (resource, account) =>
  account.of(eventTarget).some((target) => value(target, "rule") === resource.id)
    ? "ValidationException: Rule can't be deleted since it has targets."
    : undefined;

/** The default of a quota by its code in the ledger, such as `apigateway/L-A4C7274F`; undefined if it is not there. */
const defaultOf = (code: string): number | undefined =>
  Object.values(quotas).find((quota) => "code" in quota && quota.code === code)?.default;

/**
 * The provider asks for no value below the current one. AWS is asked only if the value is above it.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/servicequotas/service_quota.go
 */
const belowCurrent: Refusal = (resource, { outside: { serviceQuotas = {} } }) => {
  const current = serviceQuotas[resource.id] ?? defaultOf(resource.id);
  return current !== undefined && Number(resource.inputs["value"]) < current
    ? `requesting Service Quotas Service Quota (${resource.id}) with value less than current`
    : undefined;
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/19657 */
const requestIsOpen: Refusal = (resource, account) =>
  account.of(serviceQuota).some(({ id }) => id === resource.id)
    ? "ResourceAlreadyExistsException: Only one open service quota increase request is allowed per quota."
    : undefined;

/** Operations on functions, schedules and quota requests that AWS rejects. */
export const functions: Readonly<Record<string, Refusals>> = {
  [lambdaFunction]: { create: [roleOfFunction, functionExists], update: [roleOfFunction] },
  [permission]: { create: [functionMissing, statementExists] },
  [schedule]: {
    create: [schedulerExpression, roleOfSchedule, scheduleExists],
    update: [schedulerExpression, roleOfSchedule],
  },
  [eventRule]: { create: [ruleExpression], update: [ruleExpression], delete: [ruleHasTargets] },
  [eventTarget]: { create: [ruleMissing], update: [ruleMissing] },
  [serviceQuota]: { create: [belowCurrent, requestIsOpen], update: [belowCurrent] },
};
