import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged } from "../scene";

/** Metrics of a namespace that alarms and the dashboard use, with a dimension that the stack's own have. */
interface Expected {
  readonly assumption: string;
  readonly namespace: string;
  readonly names: readonly string[];
  readonly dimension: { readonly Name: string; readonly Value?: string };
}

/** CloudWatch lists a new metric up to 15 minutes after its first sample. */
const atMostSeconds = 900;

/** Names that CloudWatch does not list. */
async function missingOf({ world }: Place, { namespace, names, dimension }: Expected): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const name of names) {
    const parameters = { Namespace: namespace, MetricName: name, Dimensions: [dimension] };
    const answer = await world.aws("cloudwatch", "list-metrics", parameters);
    const listed = answer.ok ? (answer.value["Metrics"] as readonly unknown[] | undefined) : undefined;
    if ((listed ?? []).length === 0) missing.push(name);
  }
  return missing;
}

async function listed(place: Place, expected: Expected): Promise<Finding> {
  const begin = place.world.now();
  for (;;) {
    const missing = await missingOf(place, expected);
    if (missing.length === 0)
      return judged(expected.assumption, true, `${expected.namespace} has ${expected.names.join(", ")}`);
    if (place.world.now() - begin > atMostSeconds * 1000)
      return judged(expected.assumption, false, `${expected.namespace} lacks ${missing.join(", ")}`);
    await place.world.sleep(60);
  }
}

export const metrics: Step = {
  id: "metrics",
  title: "looks for the metrics of API, load balancers and services",
  minutes: 16,
  check: async (place) => {
    const { url, api, services } = await outputsOf(place.stack);
    for (const name of Object.keys(services)) await place.world.send({ url: `${url}/${name}` });
    const ofApi = { namespace: "AWS/ApiGateway", dimension: { Name: "ApiId", Value: api.id } };
    const cluster = Object.values(services)[0]?.clusterName ?? "";
    return [
      await listed(place, {
        ...ofApi,
        assumption: "metric-names-api",
        names: ["Count", "4xx", "5xx", "Latency", "IntegrationLatency"],
      }),
      await listed(place, { ...ofApi, assumption: "stage-error-zeros", names: ["5xx"] }),
      await listed(place, {
        assumption: "metric-names-balancers",
        namespace: "AWS/ApplicationELB",
        names: ["RequestCount", "HealthyHostCount", "UnHealthyHostCount"],
        dimension: { Name: "LoadBalancer" },
      }),
      await listed(place, {
        assumption: "metric-names-ecs",
        namespace: "AWS/ECS",
        names: ["CPUUtilization", "MemoryUtilization"],
        dimension: { Name: "ClusterName", Value: cluster },
      }),
    ];
  },
};

export const usageMetrics: Step = {
  id: "usage-metrics",
  title: "looks for the usage metrics of quotas",
  minutes: 16,
  check: async (place) => [
    await listed(place, {
      assumption: "usage-metrics",
      namespace: "AWS/Usage",
      names: ["ResourceCount"],
      dimension: { Name: "Service", Value: "Elastic Load Balancing" },
    }),
  ],
};
