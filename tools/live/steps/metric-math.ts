import { called } from "../call";
import type { Step } from "../scene";
import { judged } from "../scene";
import type { Values } from "../world";

const metric = (id: string, Namespace: string, MetricName: string, Dimensions: readonly Values[]): Values => ({
  Id: id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 300, Stat: "Sum" },
});

/** A metric that nothing writes. */
const unwritten = metric("none", "private-integrations-live", "Unwritten", []);
/** A usage metric with a quota, of which an account without load balancers has no datapoint. */
const usage = metric("used", "AWS/Usage", "ResourceCount", [
  { Name: "Service", Value: "Elastic Load Balancing" },
  { Name: "Type", Value: "Resource" },
  { Name: "Resource", Value: "GatewayLoadBalancersPerRegion" },
  { Name: "Class", Value: "None" },
]);

/** Expressions of the alarms, computed by CloudWatch from metrics without datapoints. */
export const metricMath: Step = {
  id: "metric-math",
  title: "computes 0 / 0, FILL and SERVICE_QUOTA where there are no datapoints",
  minutes: 1,
  check: async ({ world }) => {
    const expression = (Id: string, Expression: string) => ({ Id, Expression, Period: 300 });
    const { MetricDataResults } = await called(world, "cloudwatch", "get-metric-data", {
      StartTime: new Date(world.now() - 3_600_000).toISOString(),
      EndTime: new Date(world.now()).toISOString(),
      MetricDataQueries: [
        ...[unwritten, usage],
        expression("filled", "FILL(none, 0)"),
        expression("zero", "TIME_SERIES(0) / TIME_SERIES(0)"),
        expression("quota", "SERVICE_QUOTA(used)"),
      ],
    });
    const results = MetricDataResults as readonly { readonly Id: string; readonly Values: readonly number[] }[];
    const countOf = (id: string) => results.find(({ Id }) => Id === id)?.Values.length ?? 0;
    const seen = (id: string) => `${countOf(id)} datapoints in an hour`;
    return [
      judged("fill-without-datapoint", countOf("filled") > 0, seen("filled")),
      judged("strategy-metric-zero", countOf("zero") === 0, seen("zero")),
      judged("quota-function-gaps", countOf("quota") === 0, seen("quota")),
    ];
  },
};
