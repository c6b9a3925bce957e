import type { Graph } from "../graph/graph";
import { candidates } from "../graph/references";
import type { Resource } from "../graph/resource";
import { shifterOf } from "../graph/traffic-shifts";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const tracking = "targetTrackingScalingPolicyConfiguration";

/** Services of which a scaling policy changes the number of tasks. */
function servicesOf(graph: Graph, policy: Resource): readonly Resource[] {
  const direct = candidates(graph, policy, "resourceId", "ecsService");
  const targets = candidates(graph, policy, "resourceId", "scalableTarget");
  return direct.length > 0
    ? direct
    : targets.flatMap((target) => candidates(graph, target, "resourceId", "ecsService"));
}

/** Metrics that a deployment distorts, as texts; sums of several metrics are left to the program. */
function distorted(policy: Resource): string | undefined {
  const predefined = known(readString(policy, `${tracking}.predefinedMetricSpecification.predefinedMetricType`));
  const own = known(readString(policy, `${tracking}.customizedMetricSpecification.metricName`));
  if (predefined === "ECSServiceAverageCPUUtilization" || own === "CPUUtilization")
    return "average CPU falls while the tasks of both revisions run";
  return predefined === "ALBRequestCountPerTarget" || own === "RequestCountPerTarget"
    ? "it counts the requests of one target group, and every second deployment moves them to the other"
    : undefined;
}

/** What AWS's sample says: https://github.com/aws-samples/sample-amazon-ecs-blue-green-deployment-patterns */
export const scalingSignalFitsStrategy = resourceRule({
  id: "scaling-signal-fits-strategy",
  displayName: "Scaling signals fit the strategy",
  description:
    "A service with strategy BLUE_GREEN, LINEAR or CANARY scales by a signal that a deployment does not distort: the requests of both target groups, not average CPU or one target group.",
  severity: "medium",
  enforcement: "advisory",
  remediation:
    "Track the sum of RequestCountPerTarget of both target groups, with metric math in customizedMetricSpecification.metrics.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
  tags: ["safety", "ecs"],
  kinds: ["scalingPolicy"],
  about: (graph, policy) => servicesOf(graph, policy).some((service) => shifterOf(service) === "ECS"),
  none: "no scaling policy belongs to an ECS service whose traffic ECS shifts",
  judge: (graph, policy) => {
    const why = distorted(policy);
    const service = servicesOf(graph, policy).find((one) => shifterOf(one) === "ECS");
    return why === undefined || service === undefined
      ? []
      : [
          violation(
            policy,
            `scaling policy ${policy.name} of ECS service ${service.name} has a signal that deployments distort: ${why}`,
          ),
        ];
  },
});
