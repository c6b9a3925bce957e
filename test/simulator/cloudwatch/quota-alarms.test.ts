import assert from "node:assert/strict";
import { isObject } from "../../../simulator/values";
import { nameOf } from "../../../simulator/aws/account";
import type { Metric, Metrics } from "../../../simulator/aws/cloudwatch/metrics";
import type { Call } from "../../functions/lambda";
import { invoke } from "../../functions/lambda";
import { ofType, runStack } from "../../support/run";
import { accountOf } from "../../support/simulated-account";
import { Watch } from "./watch";

const topic = "arn:aws:sns:us-east-1:111122223333:platform";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
/** What CloudWatch says that each quota is. */
const quota = 200;
const hour = 60;

const stack = () =>
  runStack("dev", "apply", { option: 1, account: { quotaAlarms: { topic, percent: 80 }, linkCounter: true } });
const watchOf = async () => new Watch(accountOf(await stack()), () => quota);
const names = async () => ofType(await stack(), alarmType).map(({ name }) => name);

/** The usage metrics that the alarms read, by alarm. */
async function usageMetrics(): Promise<ReadonlyMap<string, Metric>> {
  const account = accountOf(await stack());
  return new Map(
    account.of(alarmType).flatMap(({ urn, inputs }) => {
      const [first] = (inputs["metricQueries"] ?? []) as readonly { readonly metric?: Record<string, unknown> }[];
      const { namespace, metricName, dimensions } = first?.metric ?? {};
      if (!isObject(dimensions)) return [];
      return [
        [
          nameOf(urn),
          { namespace: String(namespace), name: String(metricName), dimensions: dimensions as Record<string, string> },
        ],
      ];
    }),
  );
}

/** Runs the function in an account with this many links, and puts what it writes into CloudWatch. */
async function counter(v1: number, v2: number): Promise<(metrics: Metrics, atSeconds: number) => void> {
  const items = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `l${index}`, vpcLinkId: `l${index}` }));
  const answer = ({ method, url }: Call) => {
    if (method === "POST") return {};
    return url.startsWith("/v2/") ? { items: items(v2) } : { item: items(v1) };
  };
  const { calls } = await invoke(
    "link-counter",
    () => ({}),
    (call) => ({ status: 200, body: JSON.stringify(answer(call)) }),
  );
  const { Namespace: namespace, MetricData } = JSON.parse(
    String(calls.find(({ method }) => method === "POST")?.body),
  ) as {
    readonly Namespace: string;
    readonly MetricData: readonly {
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
      readonly Value: number;
    }[];
  };
  return (metrics, atSeconds) => {
    for (const { MetricName: name, Dimensions, Value } of MetricData) {
      const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value: of }) => [Name, of]));
      metrics.put({ namespace, name, dimensions }, atSeconds, Value);
    }
  };
}

/** Lets an hour begin with a count. */
function countOnce(watch: Watch, count: (metrics: Metrics, atSeconds: number) => void): void {
  watch.pass(1, { each: count });
  watch.pass(hour - 1);
}

const [v1, v2] = ["quota-apigateway.vpcLinksV1", "quota-apigateway.vpcLinksV2"];

describe("alarms on quotas of the account", () => {
  it("are each on from 80 % of the quota that CloudWatch knows, and off below", async () => {
    const metrics = await usageMetrics();
    assert.deepEqual([...metrics.keys(), v1, v2].sort(), [...(await names())].sort());
    for (const [name, metric] of metrics) {
      const usage = (used: number) => ({
        each: (all: Metrics, atSeconds: number) => {
          all.put(metric, atSeconds, used);
        },
      });
      const watch = await watchOf();
      assert.deepEqual(watch.pass(10, usage(159)), [], name);
      assert.deepEqual(watch.pass(10, usage(160)), [name]);
      watch.pass(10, usage(159));
      assert.deepEqual(watch.in("ALARM"), []);
    }
  });

  it("are off while the account has nothing of the kind", async () => {
    const watch = await watchOf();
    assert.deepEqual(watch.pass(10), []);
  });

  it("read the counts of VPC links that the function writes", async () => {
    const watch = await watchOf();
    countOnce(watch, await counter(15, 7));
    assert.deepEqual([watch.in("ALARM"), watch.in("INSUFFICIENT_DATA")], [[], []]);
    countOnce(watch, await counter(16, 7));
    assert.deepEqual(watch.in("ALARM"), [v1]);
    countOnce(watch, await counter(16, 8));
    assert.deepEqual(watch.in("ALARM"), [v1, v2]);
  });

  it("take an hour without a count, and notify when counts end", async () => {
    const watch = await watchOf();
    countOnce(watch, await counter(1, 1));
    watch.pass(2 * hour);
    assert.deepEqual(watch.in("INSUFFICIENT_DATA"), []);
    watch.pass(4 * hour);
    assert.deepEqual(watch.in("INSUFFICIENT_DATA"), [v1, v2]);
  });
});
