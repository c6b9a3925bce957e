import { isObject } from "../../values";
import type { Existing, Refusal, Refusals } from "../existing";
import { list, objects } from "../existing";

const number = ({ inputs }: Existing, key: string, otherwise = 0) => {
  const found = inputs[key];
  return typeof found === "number" ? found : otherwise;
};
const queriesOf = (alarm: Existing) => objects(alarm, "metricQueries");

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/29894 */
const oneReturned: Refusal = (resource) => {
  const queries = queriesOf(resource);
  return queries.length === 0 || queries.filter(({ returnData }) => returnData === true).length === 1
    ? undefined
    : "ValidationError: Exactly one element of the metrics list should return data.";
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/pull/11105 */
const metricGiven: Refusal = (resource) =>
  queriesOf(resource).length > 0 || resource.inputs["metricName"] !== undefined
    ? undefined
    : "ValidationError: MetricName must not be null";

/** Source: https://github.com/cloudtools/troposphere/pull/1276 */
const oneForm: Refusal = (resource) =>
  queriesOf(resource).length > 0 && resource.inputs["statistic"] !== undefined
    ? "ValidationError: Statistic should not be set if list of Metrics is set."
    : undefined;

/** Source: https://github.com/hashicorp/terraform/issues/24070 */
const datapoints: Refusal = (resource) => {
  const periods = number(resource, "evaluationPeriods");
  return number(resource, "datapointsToAlarm", periods) > periods
    ? "ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods"
    : undefined;
};

/** Periods of the metrics of an alarm, in seconds. */
const periodsOf = (resource: Existing): readonly number[] => [
  ...(typeof resource.inputs["period"] === "number" ? [resource.inputs["period"]] : []),
  ...queriesOf(resource).flatMap(({ metric }) =>
    isObject(metric) && typeof metric["period"] === "number" ? [metric["period"]] : [],
  ),
];

/**
 * Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (values),
 * https://github.com/getmoto/moto/blob/master/moto/cloudwatch/models.py (the message, from before a period of 20)
 */
const validPeriod: Refusal = (resource) =>
  periodsOf(resource).every((period) => [10, 20, 30].includes(period) || (period > 0 && period % 60 === 0))
    ? undefined
    : "ValidationError: Period must be 10, 20, 30 or a multiple of 60";

const secondsPerDay = 86_400;

/**
 * Alarms look back a day, or a week if the period is an hour or longer.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html; the messages are
 * reported by users.
 */
const lookBack: Refusal = (resource) => {
  const period = Math.max(0, ...periodsOf(resource));
  const seconds = period * number(resource, "evaluationPeriods");
  const isLong = period >= 3600;
  if (seconds <= (isLong ? 7 : 1) * secondsPerDay) return undefined;
  return isLong
    ? "ValidationError: Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600"
    : "ValidationError: Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400) for alarms using period < 3600";
};

/** Source: https://github.com/cds-snc/notification-terraform/pull/128 */
const topicsInRegion: Refusal = (resource, { region }) => {
  const regions = ["alarmActions", "okActions", "insufficientDataActions"]
    .flatMap((key) => list(resource, key))
    .map((arn) => arn.split(":")[3] ?? "");
  const other = regions.find((one) => one !== region);
  return other === undefined
    ? undefined
    : `ValidationError: Invalid region ${other} specified. Only ${region} is supported.`;
};

interface Problem {
  readonly dataPath: string;
  readonly message: string;
}

/** Problems of the metrics of a widget. */
function widgetProblems(widget: unknown, index: number): readonly Problem[] {
  const properties = isObject(widget) && widget["type"] === "metric" ? widget["properties"] : undefined;
  if (!isObject(properties)) return [];
  const { metrics, annotations } = properties;
  const at = `/widgets/${index}/properties`;
  if (metrics === undefined && annotations === undefined)
    return [
      { dataPath: at, message: "Should have required property 'metrics'" },
      {
        dataPath: at,
        message: "The metric widget should have specified a region and a data source or an alarm annotation",
      },
      { dataPath: at, message: "Should have required property 'annotations'" },
    ];
  return (Array.isArray(metrics) ? metrics : []).flatMap((metric, place) =>
    Array.isArray(metric)
      ? []
      : [
          { dataPath: `${at}/metrics/${place}`, message: "Should be array" },
          {
            dataPath: `${at}/metrics/${place}`,
            message:
              'Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element',
          },
        ],
  );
}

/**
 * Sources: https://github.com/aws-samples/aws-eda-slurm-cluster/issues/116 (no metrics),
 * https://github.com/pulumi/pulumi/issues/13059 (metrics that are no lists)
 */
const validBody: Refusal = ({ inputs }) => {
  const body = JSON.parse(String(inputs["dashboardBody"])) as { readonly widgets?: unknown };
  const problems = (Array.isArray(body.widgets) ? body.widgets : []).flatMap(widgetProblems);
  return problems.length === 0
    ? undefined
    : `InvalidParameterInput: The dashboard body is invalid, there are ${problems.length} validation errors:\n${JSON.stringify(problems, null, 2)}`;
};

const onAlarm = [metricGiven, oneForm, oneReturned, validPeriod, datapoints, lookBack, topicsInRegion];

/** Operations on alarms and dashboards that CloudWatch rejects. An alarm with the name of another one overwrites it. */
export const alarms: Readonly<Record<string, Refusals>> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": { create: onAlarm, update: onAlarm },
  "aws:cloudwatch/dashboard:Dashboard": { create: [validBody], update: [validBody] },
};
