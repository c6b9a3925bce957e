import assert from "node:assert/strict";
import { alarmState, stateOf } from "../../../simulator/aws/cloudwatch/alarm-state";
import { Metrics } from "../../../simulator/aws/cloudwatch/metrics";
import type { Properties } from "../../../simulator/values";
import { TestAccount } from "../fixture";

/** Datapoints as AWS writes them, the oldest first: `0` does not breach, `X` breaches, `-` is missing. */
const points = (text: string) => text.split(" ").map((one) => (one === "-" ? undefined : one === "X"));

type Row = readonly [points: string, missing: string, ignore: string, breaching: string, notBreaching: string];
const retained = "ALARM before";

// Tables of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
const threeOfThree: readonly Row[] = [
  ["0 - X - X", "OK", "OK", "OK", "OK"],
  ["0 - - - -", "OK", "OK", "OK", "OK"],
  ["- - - - -", "INSUFFICIENT_DATA", retained, "ALARM", "OK"],
  ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["- - - - X", "INSUFFICIENT_DATA", retained, "ALARM", "OK"],
  ["X - - - -", "ALARM", retained, "ALARM", "OK"],
];
const twoOfThree: readonly Row[] = [
  ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 - X - -", "OK", "OK", "ALARM", "OK"],
  ["- - - - 0", "OK", "OK", "ALARM", "OK"],
  ["- - - - X", "INSUFFICIENT_DATA", retained, "ALARM", "OK"],
];

describe("state of an alarm with missing datapoints: tables of AWS", () => {
  for (const [datapoints, rows] of [
    [3, threeOfThree],
    [2, twoOfThree],
  ] as const)
    for (const [text, ...expected] of rows)
      it(`${datapoints} of 3: ${text}`, () => {
        const states = ["missing", "ignore", "breaching", "notBreaching"].map((missing) =>
          stateOf(points(text), { periods: 3, datapoints, missing, before: "ALARM" }),
        );
        assert.deepEqual(
          states,
          expected.map((one) => (one === retained ? "ALARM" : one)),
        );
        const before = stateOf(points(text), { periods: 3, datapoints, missing: "ignore", before: "OK" });
        assert.equal(before, expected[1] === retained ? "OK" : expected[1]);
      });
});

const now = 6000;
const requests = { namespace: "AWS/ApiGateway", name: "Count", dimensions: { Stage: "live", ApiId: "a1" } };
const errors = { ...requests, name: "5xx" };
const usage = { namespace: "AWS/Usage", name: "ResourceCount", dimensions: { Service: "Elastic Load Balancing" } };

/** State of an alarm with these inputs; by default on one metric of which 1 of 1 minute is above 5. */
function state(metrics: Metrics, inputs: Properties): string {
  const alarm = new TestAccount().create("cloudwatch/metricAlarm:MetricAlarm", "a", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 5,
    evaluationPeriods: 1,
    ...inputs,
  });
  const quota = ({ namespace }: { namespace: string }) => (namespace === "AWS/Usage" ? 50 : undefined);
  return alarmState(alarm, { metrics, atSeconds: now, quota });
}

const metricOnly: Properties = {
  namespace: "AWS/ApiGateway",
  metricName: "5xx",
  dimensions: { ApiId: "a1", Stage: "live" },
  period: 60,
};
const own = (statistic: string): Properties => ({ ...metricOnly, statistic });
const query = (id: string, { namespace, name, dimensions }: typeof requests | typeof usage) => ({
  id,
  metric: { namespace, metricName: name, dimensions, period: 60, stat: "Sum" },
});

describe("state of an alarm", () => {
  it("sums the samples of a period; the end of the period belongs to the next one", () => {
    const metrics = new Metrics();
    metrics.put(errors, now - 60, 3);
    metrics.put(errors, now - 1, 2);
    metrics.put(errors, now, 100);
    assert.equal(state(metrics, own("Sum")), "OK");
    metrics.put(errors, now - 1, 1);
    assert.equal(state(metrics, own("Sum")), "ALARM");
    assert.equal(state(metrics, own("Average")), "OK");
  });

  it("a percentile is the value that so many of a hundred do not exceed", () => {
    const metrics = new Metrics();
    metrics.put(errors, now - 30, ...Array.from({ length: 99 }, () => 1), 10);
    const of = (extendedStatistic: string) => state(metrics, { ...metricOnly, extendedStatistic });
    assert.equal(of("p99"), "OK");
    assert.equal(of("p99.5"), "ALARM");
  });

  it("a metric with other dimensions is another metric", () => {
    const metrics = new Metrics();
    metrics.put(errors, now - 30, 100);
    const inputs = { ...own("Sum"), treatMissingData: "notBreaching" };
    assert.equal(state(metrics, inputs), "ALARM");
    assert.equal(state(metrics, { ...inputs, dimensions: { ApiId: "a1" } }), "OK");
    assert.equal(state(metrics, { ...inputs, dimensions: { ApiID: "a1", Stage: "live" } }), "OK");
  });

  it("an expression is compared, not the metrics in it", () => {
    const metrics = new Metrics();
    metrics.put(requests, now - 30, ...Array.from({ length: 100 }, () => 1));
    metrics.put(errors, now - 30, 5);
    const inputs = {
      metricQueries: [
        query("m1", errors),
        query("m2", requests),
        { id: "e1", expression: "100 * m1 / m2", returnData: true },
      ],
    };
    assert.equal(state(metrics, inputs), "OK");
    metrics.put(errors, now - 20, 1);
    assert.equal(state(metrics, inputs), "ALARM");
  });

  it("a usage metric is compared with its quota", () => {
    const metrics = new Metrics();
    const inputs = {
      threshold: 80,
      metricQueries: [query("m1", usage), { id: "e1", expression: "100*m1/SERVICE_QUOTA(m1)", returnData: true }],
    };
    metrics.put(usage, now - 30, 40);
    assert.equal(state(metrics, inputs), "OK");
    metrics.put(usage, now - 20, 1);
    assert.equal(state(metrics, inputs), "ALARM");
  });

  it("an expression that is a scalar is an error", () => {
    const inputs = { metricQueries: [query("m1", errors), { id: "e1", expression: "MAX(m1)", returnData: true }] };
    assert.throws(() => state(new Metrics(), inputs), /the result of an expression must be one time series/);
  });

  it("looks at the last periods: 3 of 5 minutes", () => {
    const at = (...minutesAgo: number[]) => {
      const metrics = new Metrics();
      for (let minute = 1; minute <= 7; minute += 1)
        metrics.put(errors, now - minute * 60, minutesAgo.includes(minute) ? 6 : 0);
      return state(metrics, { ...own("Sum"), evaluationPeriods: 5, datapointsToAlarm: 3 });
    };
    assert.equal(at(1, 3, 5), "ALARM");
    assert.equal(at(1, 3, 6), "OK");
  });
});
