import type { Properties } from "../../values";
import { isObject } from "../../values";
import type { Existing } from "../existing";
import { objects, value } from "../existing";
import { parseExpression } from "./expression";
import { calculate } from "./math";
import type { Metric, Metrics, Range, Series } from "./metrics";

/** State of an alarm. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** With what an alarm is evaluated. */
export interface Evaluation {
  readonly metrics: Metrics;
  /** The end of the last period. */
  readonly atSeconds: number;
  /** The state before; `INSUFFICIENT_DATA` of a new alarm. */
  readonly before?: AlarmState;
  /** Quota of a usage metric; undefined if it has none. */
  readonly quota?: (metric: Metric) => number | undefined;
}

/**
 * CloudWatch reads more datapoints than the alarm needs; how many more is not documented. In its example they are two.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
const extraPeriods = 2;

const breaches: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (one, threshold) => one > threshold,
  GreaterThanOrEqualToThreshold: (one, threshold) => one >= threshold,
  LessThanThreshold: (one, threshold) => one < threshold,
  LessThanOrEqualToThreshold: (one, threshold) => one <= threshold,
};

/** The metric that an alarm or one of its queries reads. */
const metricOf = (from: Properties): Metric => ({
  namespace: String(from["namespace"]),
  name: String(from["metricName"]),
  dimensions: (from["dimensions"] ?? {}) as Readonly<Record<string, string>>,
});

/** A query of an alarm that reads a metric. */
interface Query {
  readonly id: string;
  readonly metric: Metric;
  readonly statistic: string;
  readonly periodSeconds: number;
}

const queriesOf = (alarm: Existing) => objects(alarm, "metricQueries");

/** The metrics that an alarm reads. An alarm without queries has one of its own. */
function readBy(alarm: Existing): readonly Query[] {
  const { inputs } = alarm;
  const queries = queriesOf(alarm);
  if (queries.length === 0)
    return [
      {
        id: "",
        metric: metricOf(inputs),
        statistic: value(alarm, "statistic") || value(alarm, "extendedStatistic"),
        periodSeconds: Number(inputs["period"]),
      },
    ];
  return queries.flatMap(({ id, metric }) =>
    isObject(metric)
      ? [
          {
            id: String(id),
            metric: metricOf(metric),
            statistic: String(metric["stat"]),
            periodSeconds: Number(metric["period"]),
          },
        ]
      : [],
  );
}

/** Datapoints that an alarm compares with its threshold. Expressions may use those before them. */
function datapointsOf(alarm: Existing, range: Range, { metrics, quota }: Evaluation): Series {
  const queries = readBy(alarm);
  const series = Object.fromEntries(
    queries.map(({ id, metric, statistic }) => [id, metrics.read(metric, statistic, range)]),
  );
  const { periodSeconds } = range;
  const quotaOf = (id: string) => {
    const query = queries.find((one) => one.id === id);
    return query && quota?.(query.metric);
  };
  for (const { id, expression } of queriesOf(alarm)) {
    if (typeof expression !== "string") continue;
    const found = calculate(parseExpression(expression), { series, quota: quotaOf, periodSeconds });
    if (typeof found === "number" || Array.isArray(found[0]))
      throw new Error(`${expression}: the result of an expression must be one time series`);
    series[String(id)] = found as Series;
  }
  const returned = queriesOf(alarm).find(({ returnData }) => returnData === true);
  return series[returned === undefined ? "" : String(returned["id"])] ?? [];
}

/**
 * The state with fewer datapoints than evaluation periods, where missing ones are neither good nor bad: one that does not
 * breach keeps the alarm off; otherwise it is on once the oldest breaching datapoint is as old as the alarm demands.
 */
function sparse(breaching: readonly (boolean | undefined)[], datapoints: number): AlarmState {
  const existing = breaching.filter((one) => one !== undefined);
  if (existing.filter(Boolean).length >= datapoints) return "ALARM";
  if (existing.includes(false)) return "OK";
  const oldest = breaching.indexOf(true);
  return oldest >= 0 && breaching.length - oldest >= datapoints ? "ALARM" : "INSUFFICIENT_DATA";
}

/** An alarm's numbers. */
interface Rule {
  readonly periods: number;
  readonly datapoints: number;
  readonly missing: string;
  readonly before: AlarmState;
}

/** The state by datapoints that breach or not, the oldest first. */
export function stateOf(
  breaching: readonly (boolean | undefined)[],
  { periods, datapoints, missing, before }: Rule,
): AlarmState {
  const existing = breaching.filter((one) => one !== undefined).slice(-periods);
  const count = existing.filter(Boolean).length;
  const filled = periods - existing.length;
  if (filled === 0 || missing === "notBreaching") return count >= datapoints ? "ALARM" : "OK";
  if (missing === "breaching") return count + filled >= datapoints ? "ALARM" : "OK";
  const state = sparse(breaching, datapoints);
  const isCertain = count >= datapoints || existing.includes(false);
  return missing === "ignore" && !isCertain ? before : state;
}

/**
 * Evaluates an alarm as CloudWatch does.
 *
 * @throws Error for an expression that cannot be calculated
 */
export function alarmState(alarm: Existing, evaluation: Evaluation): AlarmState {
  const { inputs } = alarm;
  const periods = Number(inputs["evaluationPeriods"]);
  const threshold = Number(inputs["threshold"]);
  const isBreaching = breaches[value(alarm, "comparisonOperator")];
  if (isBreaching === undefined) throw new Error(`unknown comparison ${value(alarm, "comparisonOperator")}`);
  const range: Range = {
    untilSeconds: evaluation.atSeconds,
    periodSeconds: readBy(alarm)[0]?.periodSeconds ?? 60,
    count: periods + extraPeriods,
  };
  const breaching = datapointsOf(alarm, range, evaluation).map((one) =>
    one === undefined ? undefined : isBreaching(one, threshold),
  );
  return stateOf(breaching, {
    periods,
    datapoints: Number(inputs["datapointsToAlarm"] ?? periods),
    missing: value(alarm, "treatMissingData") || "missing",
    before: evaluation.before ?? "INSUFFICIENT_DATA",
  });
}
