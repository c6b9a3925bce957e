import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TaskSettings } from "../core/settings/settings";
import type { TargetGroupHandle } from "./load-balancer-handle";

type Bounds = NonNullable<TaskSettings["autoscaling"]>;
type Tracking = aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration;

/** What autoscaling of a service is about. */
interface Scaled {
  readonly cluster: aws.ecs.Cluster;
  readonly service: aws.ecs.Service;
  /** Target groups that its tasks are registered in. */
  readonly targetGroups: readonly TargetGroupHandle[];
}

const average = (metric: "CPU" | "Memory", percent: number): Tracking => ({
  predefinedMetricSpecification: { predefinedMetricType: `ECSServiceAverage${metric}Utilization` },
  targetValue: percent,
});

/**
 * Requests per minute and target of one target group of an ALB.
 * Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
 */
const requestsOfOne = ({ arnSuffix, balancerArnSuffix }: TargetGroupHandle, targetValue: number): Tracking => ({
  predefinedMetricSpecification: {
    predefinedMetricType: "ALBRequestCountPerTarget",
    resourceLabel: pulumi.interpolate`${balancerArnSuffix}/${arnSuffix}`,
  },
  targetValue,
});

/**
 * Requests per minute and target of several target groups, added up: a task is registered in all of them, and a target
 * group without requests has no data.
 * Source: https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
const requestsOfAll = (groups: readonly TargetGroupHandle[], targetValue: number): Tracking => ({
  customizedMetricSpecification: {
    metrics: [
      ...groups.map(({ arnSuffix, balancerArnSuffix }, index) => ({
        id: `m${index + 1}`,
        metricStat: {
          metric: {
            namespace: "AWS/ApplicationELB",
            metricName: "RequestCountPerTarget",
            dimensions: [
              { name: "LoadBalancer", value: balancerArnSuffix },
              { name: "TargetGroup", value: arnSuffix },
            ],
          },
          stat: "Sum",
        },
        returnData: false,
      })),
      { id: "total", expression: groups.map((_, index) => `FILL(m${index + 1}, 0)`).join(" + "), returnData: true },
    ],
  },
  targetValue,
});

function requests(groups: readonly TargetGroupHandle[], targetValue: number): Tracking {
  const [first, ...others] = groups;
  if (first === undefined) throw new Error("the plan scales a service without a target group by its requests");
  return others.length === 0 ? requestsOfOne(first, targetValue) : requestsOfAll(groups, targetValue);
}

/** One policy per signal, each with the suffix of its resource name; that of CPU utilization has none. */
const signals = (bounds: Bounds, { targetGroups }: Scaled): readonly (readonly [suffix: string, Tracking])[] => [
  ...(bounds.cpuPercent === undefined ? [] : [["", average("CPU", bounds.cpuPercent)] as const]),
  ...(bounds.memoryPercent === undefined ? [] : [["-memory", average("Memory", bounds.memoryPercent)] as const]),
  ...(bounds.requestsPerTarget === undefined
    ? []
    : [["-requests", requests(targetGroups, bounds.requestsPerTarget)] as const]),
];

/**
 * Scales the number of tasks of a service between its bounds, by target tracking of each of its signals. With several,
 * the largest number of tasks that one of them asks for counts.
 * Source: https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export function createAutoscaling(name: string, bounds: Bounds, scaled: Scaled, parent: pulumi.Resource): void {
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${scaled.cluster.name}/${scaled.service.name}`,
      minCapacity: bounds.minCount,
      maxCapacity: bounds.maxCount,
    },
    { parent },
  );
  for (const [suffix, targetTrackingScalingPolicyConfiguration] of signals(bounds, scaled))
    new aws.appautoscaling.Policy(
      `${name}${suffix}`,
      {
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration,
      },
      { parent },
    );
}
