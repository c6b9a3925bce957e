import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";

const single = { metricName: "5xx", namespace: "AWS/ApiGateway", statistic: "Sum", period: 60 };
const alarm = (account: TestAccount, inputs: Properties) =>
  account.create("cloudwatch/metricAlarm:MetricAlarm", "errors", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 5,
    evaluationPeriods: 5,
    ...inputs,
  });
const metric = (id: string, period = 60) => ({
  id,
  metric: { metricName: id, namespace: "AWS/ApiGateway", stat: "Sum", period },
});
const share = (returnData: boolean): Properties => ({
  metricQueries: [metric("m1"), metric("m2"), { id: "e1", expression: "100*m1/m2", returnData }],
});
const dashboard = (account: TestAccount, properties: Properties) =>
  account.create("cloudwatch/dashboard:Dashboard", "requests", {
    dashboardName: "requests",
    dashboardBody: JSON.stringify({ widgets: [{ type: "metric", properties }] }),
  });

export const alarms: Readonly<Record<string, Case>> = {
  "alarm of which no query returns data": {
    error: /^Error: ValidationError: Exactly one element of the metrics list should return data\.$/,
    refused: (account) => {
      alarm(account, share(false));
    },
    accepted: (account) => {
      alarm(account, share(true));
    },
  },
  "alarm without a metric": {
    error: /^Error: ValidationError: MetricName must not be null$/,
    refused: (account) => {
      alarm(account, {});
    },
    accepted: (account) => {
      alarm(account, single);
    },
  },
  "alarm with a statistic beside its queries": {
    error: /^Error: ValidationError: Statistic should not be set if list of Metrics is set\.$/,
    refused: (account) => {
      alarm(account, { ...share(true), statistic: "Sum" });
    },
    accepted: (account) => {
      alarm(account, share(true));
    },
  },
  "period of 45 seconds": {
    error: /^Error: ValidationError: Period must be 10, 20, 30 or a multiple of 60$/,
    refused: (account) => {
      alarm(account, { ...single, period: 45 });
    },
    accepted: (account) => {
      alarm(account, { ...single, period: 30 });
      account.update("errors", { period: 120 });
    },
  },
  "period of 90 seconds in a query": {
    error: /Period must be 10, 20, 30 or a multiple of 60$/,
    refused: (account) => {
      alarm(account, { metricQueries: [{ ...metric("m1", 90), returnData: true }] });
    },
    accepted: (account) => {
      alarm(account, { metricQueries: [{ ...metric("m1", 180), returnData: true }] });
    },
  },
  "more datapoints than periods": {
    error: /^Error: ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods$/,
    refused: (account) => {
      alarm(account, single);
      account.update("errors", { datapointsToAlarm: 6 });
    },
    accepted: (account) => {
      alarm(account, { ...single, datapointsToAlarm: 5 });
    },
  },
  "alarm that looks back longer than a day": {
    error: /Metrics cannot be checked across more than a day \(EvaluationPeriods \* Period must be <= 86400\)/,
    refused: (account) => {
      alarm(account, { ...single, period: 1800, evaluationPeriods: 49 });
    },
    accepted: (account) => {
      alarm(account, { ...single, period: 1800, evaluationPeriods: 48 });
    },
  },
  "alarm that looks back longer than a week": {
    error: /Metrics cannot be checked across more than a week \(EvaluationPeriods \* Period must be <= 604800\)/,
    refused: (account) => {
      alarm(account, { ...single, period: 86_400, evaluationPeriods: 8 });
    },
    accepted: (account) => {
      alarm(account, { ...single, period: 86_400, evaluationPeriods: 7 });
    },
  },
  "topic in another Region": {
    error: /^Error: ValidationError: Invalid region eu-west-1 specified\. Only us-east-1 is supported\.$/,
    refused: (account) => {
      alarm(account, { ...single, alarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"] });
    },
    accepted: (account) => {
      alarm(account, { ...single, alarmActions: ["arn:aws:sns:us-east-1:123456789012:oncall"] });
    },
  },
  "dashboard with a widget without metrics": {
    error:
      /^Error: InvalidParameterInput: The dashboard body is invalid, there are 3 validation errors:\n\[\n.*"\/widgets\/0\/properties"/s,
    refused: (account) => {
      dashboard(account, { region: "us-east-1" });
    },
    accepted: (account) => {
      dashboard(account, { region: "us-east-1", metrics: [["AWS/ApiGateway", "5xx", "ApiId", "a1b2"]] });
    },
  },
  "dashboard with metrics that are no lists": {
    error: /there are 2 validation errors:.*"\/widgets\/0\/properties\/metrics\/0".*Should be array/s,
    refused: (account) => {
      dashboard(account, { metrics: [["AWS/ApiGateway", "5xx"]] });
      account.update("requests", {
        dashboardBody: JSON.stringify({ widgets: [{ type: "metric", properties: { metrics: ["AWS/ApiGateway"] } }] }),
      });
    },
    accepted: (account) => {
      dashboard(account, { annotations: { alarms: ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors"] } });
    },
  },
};
