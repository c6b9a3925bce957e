import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TaskSettings } from "../core/settings/settings";

/** Scales the number of tasks of a service between its bounds, by target tracking of the average CPU utilization. */
export function createAutoscaling(
  name: string,
  bounds: NonNullable<TaskSettings["autoscaling"]>,
  ecs: { readonly cluster: aws.ecs.Cluster; readonly service: aws.ecs.Service },
  parent: pulumi.Resource,
): void {
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${ecs.cluster.name}/${ecs.service.name}`,
      minCapacity: bounds.minCount,
      maxCapacity: bounds.maxCount,
    },
    { parent },
  );
  new aws.appautoscaling.Policy(
    name,
    {
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
        targetValue: bounds.cpuPercent ?? 60,
      },
    },
    { parent },
  );
}
