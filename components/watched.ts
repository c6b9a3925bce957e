import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import type { ApiHandle } from "./api-handle";
import type { FargateService } from "./fargate-service";
import { getOrThrow } from "./get-or-throw";
import type { LoadBalancerHandle, TargetGroupHandle } from "./load-balancer-handle";
import type { MetricSources } from "./metric-sources";

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

const tasksOf = (): never => {
  throw new Error("no rollback alarm watches tasks");
};

/**
 * Finds the values of dimensions of alarms that exist before the services, and so before the stages that lead to them.
 *
 * @param apis - resolved when the APIs have been registered; only the ids and names of the APIs themselves are read
 */
export const rollbackSources = (
  { balancers, targetGroups }: Pick<Watched, "balancers" | "targetGroups">,
  apis: Promise<Watched["apis"]>,
): MetricSources => ({
  apiId: (name) => pulumi.output(apis.then((all) => getOrThrow(all, name).apiId)),
  apiName: (name) => pulumi.output(apis.then((all) => getOrThrow(all, name).apiName)),
  loadBalancer: (name) => getOrThrow(balancers, name).arnSuffix,
  targetGroup: (name) => getOrThrow(targetGroups, name).arnSuffix,
  cluster: tasksOf,
  service: tasksOf,
});
