import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import type { Dimension, MetricNode } from "../core/plan-operation";
import type { ApiHandle } from "./api-handle";
import type { FargateService } from "./fargate-service";
import { getOrThrow } from "./get-or-throw";
import type { LoadBalancerHandle, TargetGroupHandle } from "./load-balancer-handle";

type Source = Exclude<Dimension, string>["of"];

/** Values of dimensions that only the created resources know, by kind and name in the plan. */
export type MetricSources = Readonly<Record<Source, (name: string) => pulumi.Input<string>>>;

/** What alarms and the dashboard watch, by name in the plan. */
export interface Watched {
  readonly apis: ReadonlyMap<string, ApiHandle>;
  readonly balancers: ReadonlyMap<string, LoadBalancerHandle>;
  readonly targetGroups: ReadonlyMap<string, TargetGroupHandle>;
  readonly services: ReadonlyMap<string, FargateService>;
}

/** Finds the values of dimensions among the resources of a plan. */
export function metricSources(plan: Plan, { apis, balancers, targetGroups, services }: Watched): MetricSources {
  const clusters = new Map(plan.services.map(({ name, vpc }) => [vpc, getOrThrow(services, name).cluster.name]));
  return {
    apiId: (name) => getOrThrow(apis, name).apiId,
    apiName: (name) => getOrThrow(apis, name).apiName,
    loadBalancer: (name) => getOrThrow(balancers, name).arnSuffix,
    targetGroup: (name) => getOrThrow(targetGroups, name).arnSuffix,
    cluster: (name) => getOrThrow(clusters, name),
    service: (name) => getOrThrow(services, name).serviceName,
  };
}

/** Dimensions of a metric with their values. */
export const dimensionsOf = (
  { dimensions }: MetricNode,
  sources: MetricSources,
): Record<string, pulumi.Input<string>> =>
  Object.fromEntries(
    Object.entries(dimensions).map(([key, dimension]) => [
      key,
      typeof dimension === "string" ? dimension : sources[dimension.of](dimension.name),
    ]),
  );
