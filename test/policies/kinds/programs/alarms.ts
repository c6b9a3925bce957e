import * as aws from "@pulumi/aws";
import type { Advice } from "./advice-type";
import type { Cases } from "./cases";
import { httpWith } from "./cases";

const common = { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 3, threshold: 5 };
const onErrors = { statistic: "Sum", period: 60, dimensions: { ApiId: "abc123def4", Stage: "live" } };

const alarms = (count: number) =>
  httpWith(() => {
    for (let index = 0; index < count; index++)
      new aws.cloudwatch.MetricAlarm(`alarm${index}`, {
        ...{ ...common, ...onErrors },
        namespace: "AWS/ApiGateway",
        metricName: "5xx",
      });
  });

const named = (namespace: string, metricName: string, dimensions: Record<string, string>) =>
  httpWith(
    () =>
      new aws.cloudwatch.MetricAlarm("errors", { ...{ ...common, ...onErrors }, namespace, metricName, dimensions }),
  );

/** The share of errors of a load balancer. */
const share = (metricName: string) =>
  httpWith(
    () =>
      new aws.cloudwatch.MetricAlarm("errors", {
        ...common,
        metricQueries: [
          {
            id: "errors",
            metric: {
              ...{ namespace: "AWS/ApplicationELB", metricName, period: 60, stat: "Sum" },
              dimensions: { LoadBalancer: "app/shop/50dc6c495c0c9188" },
            },
          },
          { id: "value", expression: "100 * errors", returnData: true },
        ],
      }),
  );

/** The quota of alarms, which no captured stack has. */
export const alarmQuota: readonly Cases[] = [
  {
    rule: "alarms-per-region-quota",
    reported: { "5001": { program: alarms(5001), on: "program-dev", path: "proved" } },
    // As many alarms in a sound program would take seconds; test/policies/quotas has the limit itself.
    sound: { "1": alarms(1) },
  },
];

/** Names of metrics. */
export const alarmAdvice: readonly Advice[] = [
  {
    rule: "alarm-names-a-metric",
    reported: {
      "a metric of REST APIs": [named("AWS/ApiGateway", "5XXError", { ApiId: "a", Stage: "live" }), "errors"],
      "a misspelled metric in a query": [share("HTTPCode_ELB_5xx_Count"), "errors"],
      "a misspelled dimension": [named("AWS/ApiGateway", "5xx", { ApiID: "a", Stage: "live" }), "errors"],
    },
    sound: {
      "a metric of HTTP APIs": named("AWS/ApiGateway", "5xx", { ApiId: "a", Stage: "live" }),
      "a metric in a query": share("HTTPCode_ELB_5XX_Count"),
      "a namespace of one's own": named("Shop", "Orders", {}),
    },
  },
];
