import type { Case, TestAccount } from "../fixture";

/** A role that a service may assume. */
const role = (account: TestAccount, service: string) => {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  const created = account.create("iam/role:Role", service, {
    name: service,
    assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
  });
  return String(created.outputs["arn"]);
};
const counter = (account: TestAccount, name = "count", trusted = "lambda.amazonaws.com") =>
  account.create("lambda/function:Function", name, { name: "count", role: role(account, trusted) });
const permit = (account: TestAccount, name: string, to: string, statementId: string) =>
  account.create("lambda/permission:Permission", name, {
    function: to,
    statementId,
    principal: "events.amazonaws.com",
  });
const schedule = (account: TestAccount, scheduleExpression: string, trusted = "scheduler.amazonaws.com", name = "s") =>
  account.create("scheduler/schedule:Schedule", name, {
    name: "daily",
    scheduleExpression,
    target: { arn: "arn:aws:lambda:us-east-1:123456789012:function:count", roleArn: role(account, trusted) },
  });
const rule = (account: TestAccount, scheduleExpression = "rate(1 hour)") =>
  account.create("cloudwatch/eventRule:EventRule", "rule", { name: "hourly", scheduleExpression });
const target = (account: TestAccount, of = "hourly") =>
  account.create("cloudwatch/eventTarget:EventTarget", "target", { rule: of, targetId: "count", arn: "arn:count" });
/** VPC links V1: 20 by default. */
const ask = (account: TestAccount, value: number, name = "request") =>
  account.create("servicequotas/serviceQuota:ServiceQuota", name, {
    serviceCode: "apigateway",
    quotaCode: "L-A4C7274F",
    value,
  });

export const functions: Readonly<Record<string, Case>> = {
  "function with a role that Lambda may not assume": {
    error: /^Error: InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda\.$/,
    refused: (account) => {
      counter(account, "count", "ecs-tasks.amazonaws.com");
    },
    accepted: (account) => {
      counter(account);
    },
  },
  "function with the name of another": {
    error: /^Error: ResourceConflictException: Function already exist: count$/,
    refused: (account) => {
      counter(account);
      counter(account, "second");
    },
    accepted: (account) => {
      counter(account);
      account.delete("count");
      counter(account, "second");
    },
  },
  "permission for a function that does not exist": {
    error:
      /^Error: ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:other$/,
    refused: (account) => {
      counter(account);
      permit(account, "p", "other", "events");
    },
    accepted: (account) => {
      permit(account, "p", String(counter(account).outputs["arn"]), "events");
    },
  },
  "permission with the statement id of another": {
    error:
      /^Error: ResourceConflictException: The statement id \(events\) provided already exists\. Please provide a new statement id, or remove the existing statement\.$/,
    refused: (account) => {
      permit(account, "p", String(counter(account).outputs["arn"]), "events");
      permit(account, "q", "count", "events");
    },
    accepted: (account) => {
      permit(account, "p", String(counter(account).outputs["arn"]), "events");
      permit(account, "q", "count", "scheduler");
    },
  },
  "schedule with the plural of one": {
    error: /^Error: ValidationException: Invalid Schedule Expression rate\(1 days\)\.$/,
    refused: (account) => {
      schedule(account, "rate(1 days)");
    },
    accepted: (account) => {
      schedule(account, "rate(1 day)");
      account.update("s", { scheduleExpression: "cron(15 3 * * ? *)" });
    },
  },
  "schedule with a role that the scheduler may not assume": {
    error:
      /^Error: ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role\.$/,
    refused: (account) => {
      schedule(account, "rate(2 days)", "events.amazonaws.com");
    },
    accepted: (account) => {
      schedule(account, "rate(2 days)");
    },
  },
  "schedule with the name of another": {
    error: /^Error: ConflictException: Schedule daily already exists\.$/,
    refused: (account) => {
      schedule(account, "rate(1 day)");
      schedule(account, "rate(1 day)", "scheduler.amazonaws.com", "t");
    },
    accepted: (account) => {
      schedule(account, "rate(1 day)");
      account.delete("s");
      schedule(account, "rate(1 day)", "scheduler.amazonaws.com", "t");
    },
  },
  "rule with a cron expression of five fields": {
    error: /^Error: ValidationException: Parameter ScheduleExpression is not valid\.$/,
    refused: (account) => {
      rule(account, "cron(*/1 * * * *)");
    },
    accepted: (account) => {
      rule(account, "cron(0 * * * ? *)");
    },
  },
  "target of a rule that does not exist": {
    error: /^Error: ResourceNotFoundException: Rule daily does not exist on EventBus default\.$/,
    refused: (account) => {
      rule(account);
      target(account, "daily");
    },
    accepted: (account) => {
      rule(account);
      target(account);
    },
  },
  "deletion of a rule with a target": {
    error: /^Error: ValidationException: Rule can't be deleted since it has targets\.$/,
    refused: (account) => {
      rule(account);
      target(account);
      account.delete("rule");
    },
    accepted: (account) => {
      rule(account);
      target(account);
      account.delete("target");
      account.delete("rule");
    },
  },
  "request for a quota below the current one": {
    error: /^Error: requesting Service Quotas Service Quota \(apigateway\/L-A4C7274F\) with value less than current$/,
    refused: (account) => {
      ask(account, 19);
    },
    accepted: (account) => {
      ask(account, 20);
    },
  },
  "request for a quota below one that was increased": {
    error: /with value less than current$/,
    refused: (account) => {
      account.account.outside = {
        zones: {},
        certificates: {},
        serviceQuotas: { "apigateway/L-A4C7274F": 50 },
      };
      ask(account, 40);
    },
    accepted: (account) => {
      ask(account, 40);
    },
  },
  "second request for a quota": {
    error:
      /^Error: ResourceAlreadyExistsException: Only one open service quota increase request is allowed per quota\.$/,
    refused: (account) => {
      ask(account, 30);
      ask(account, 40, "second");
    },
    accepted: (account) => {
      ask(account, 30);
      account.update("request", { value: 40 });
    },
  },
};
