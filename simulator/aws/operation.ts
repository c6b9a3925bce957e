import type { Context, Model } from "./model";
import { accountId, arn, digest, named, text } from "./model";

const lambdaArn = (context: Context, name: string) => arn("lambda", context, `function:${name}`);
const invokeArn = (context: Context, name: string) =>
  `arn:aws:apigateway:${context.region}:lambda:path/2015-03-31/functions/${lambdaArn(context, name)}/invocations`;
const or = (context: Context, key: string, otherwise: string) => text(context.inputs, key) || otherwise;
/** Code of a quota request: 32 hexadecimal digits and an ending of 8 letters and digits. */
const requestId = (urn: string) => `${digest(urn, 32)}${digest(`${urn} request`, 8)}`;

/**
 * Resource types with which a stack is looked after: alarms, dashboards, functions, schedules and quota requests.
 * Sources: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/cloudwatch, lambda, scheduler,
 * events and servicequotas beside it; ARN forms: https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const operation: Readonly<Record<string, Model>> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    ...named(),
    id: ({ inputs }) => text(inputs, "name"),
    outputs: (context, id) => ({ arn: arn("cloudwatch", context, `alarm:${id}`) }),
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    id: ({ inputs }) => text(inputs, "dashboardName"),
    outputs: (_, id) => ({ dashboardArn: `arn:aws:cloudwatch::${accountId}:dashboard/${id}` }),
  },
  "aws:lambda/function:Function": {
    ...named("name", 64),
    id: ({ inputs }) => text(inputs, "name"),
    outputs: (context, id) => ({
      arn: lambdaArn(context, id),
      qualifiedArn: `${lambdaArn(context, id)}:$LATEST`,
      invokeArn: invokeArn(context, id),
      version: "$LATEST",
    }),
  },
  "aws:lambda/permission:Permission": {
    ...named("statementId", 100),
    id: ({ inputs }) => text(inputs, "statementId"),
  },
  "aws:scheduler/schedule:Schedule": {
    ...named("name", 64),
    id: (context) => `${or(context, "groupName", "default")}/${text(context.inputs, "name")}`,
    outputs: (context, id) => ({
      arn: arn("scheduler", context, `schedule/${id}`),
      groupName: or(context, "groupName", "default"),
    }),
  },
  "aws:cloudwatch/eventRule:EventRule": {
    ...named("name", 64),
    id: ({ inputs }) => text(inputs, "name"),
    outputs: (context, id) => ({ arn: arn("events", context, `rule/${id}`) }),
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (context) => `${text(context.inputs, "rule")}-${or(context, "targetId", digest(context.urn, 26))}`,
    outputs: (context) => ({ targetId: or(context, "targetId", digest(context.urn, 26)) }),
  },
  // While AWS considers the request, the provider reads the value that was asked for.
  "aws:servicequotas/serviceQuota:ServiceQuota": {
    id: ({ inputs }) => `${text(inputs, "serviceCode")}/${text(inputs, "quotaCode")}`,
    outputs: (context, id) => ({
      arn: arn("servicequotas", context, id),
      requestId: requestId(context.urn),
      requestStatus: "PENDING",
    }),
  },
};
