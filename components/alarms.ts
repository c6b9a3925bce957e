import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmNode, MetricNode } from "../core/plan-operation";
import type { MetricSources } from "./metric-sources";
import { dimensionsOf } from "./metric-sources";

const operators = {
  above: "GreaterThanThreshold",
  atLeast: "GreaterThanOrEqualToThreshold",
  below: "LessThanThreshold",
} as const;

/**
 * Statistic of an alarm on one metric; percentiles have an argument of their own.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const statisticOf = ({ statistic }: MetricNode) =>
  statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic };

/** An alarm; one that only ECS watches has no topic. */
type WatchingNode = Omit<AlarmNode, "topic"> & Partial<Pick<AlarmNode, "topic">>;

/** What an alarm evaluates: a metric, or an expression over several. */
function measured(
  { name, metrics, expression, label = name }: WatchingNode,
  sources: MetricSources,
): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const [first] = metrics;
  if (first === undefined) throw new Error(`alarm ${name} has no metric`);
  if (expression === undefined)
    return {
      namespace: first.namespace,
      metricName: first.metric,
      dimensions: dimensionsOf(first, sources),
      period: first.periodSeconds,
      ...statisticOf(first),
    };
  return {
    metricQueries: [
      ...metrics.map((node) => ({
        id: node.id,
        metric: {
          namespace: node.namespace,
          metricName: node.metric,
          dimensions: dimensionsOf(node, sources),
          period: node.periodSeconds,
          stat: node.statistic,
        },
      })),
      { id: "value", expression, label, returnData: true },
    ],
  };
}

/**
 * Creates an alarm. It notifies its topic, if it has one, when the state begins and when it ends.
 *
 * @param opts - its parent, and names that it had before
 */
export function createAlarm(
  node: WatchingNode,
  sources: MetricSources,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { name, topic, description, comparison, threshold, periods, breaching, missing } = node;
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: description,
      ...measured(node, sources),
      comparisonOperator: operators[comparison],
      threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: breaching,
      treatMissingData: missing,
      ...(topic === undefined
        ? {}
        : {
            alarmActions: [topic],
            okActions: [topic],
            ...(missing === "missing" ? { insufficientDataActions: [topic] } : {}),
          }),
    },
    opts,
  );
}
