import type { Resource } from "../graph/resource";
import { known, readElements, readKeys, readString } from "../graph/value";
import { metricFault } from "../metric-names";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Where an alarm names metrics: itself, or its queries. */
function placesOf(alarm: Resource): readonly string[] {
  const queries = known(readElements(alarm, "metricQueries")) ?? [];
  return ["", ...queries.map((query) => `${query}.metric.`)];
}

function faultAt(alarm: Resource, place: string): string | undefined {
  const namespace = known(readString(alarm, `${place}namespace`));
  const metric = known(readString(alarm, `${place}metricName`));
  const dimensions = readKeys(alarm, `${place}dimensions`);
  if (namespace === undefined || metric === undefined || dimensions.kind === "unknown") return undefined;
  return metricFault({ namespace, metric, dimensions: known(dimensions) ?? [] });
}

/** Only metrics of the services on a request path are known, so this is advice. */
export const alarmNamesAMetric = resourceRule({
  id: "alarm-names-a-metric",
  displayName: "Alarms are on metrics that AWS has",
  description:
    "Alarms on metrics of API Gateway, load balancers and ECS name a metric with a set of dimensions that AWS publishes; an alarm on another one waits for data forever, and nothing refuses it.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Write namespace, metric and dimensions as AWS's page on the metrics of the service does.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
  tags: ["wiring"],
  kinds: ["metricAlarm"],
  none: "the stack has no alarm",
  judge: (_, alarm) =>
    placesOf(alarm).flatMap((place) => {
      const fault = faultAt(alarm, place);
      return fault === undefined ? [] : [violation(alarm, `alarm ${alarm.name} names ${fault}`)];
    }),
});
