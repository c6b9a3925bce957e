import * as pulumi from "@pulumi/pulumi";
import { containerPortsByService } from "../core/container-ports";
import { deploymentMinutesByService } from "../core/shift-minutes";
import { drainByService } from "../core/drain";
import type { FormerNames } from "../core/former-names";
import { firstName } from "../core/naming";
import type { Plan, ServiceNode } from "../core/plan";
import { targetGroupsByService } from "../core/plan-queries";
import { rollbackAlarms } from "../core/rollback-alarms";
import { callWaits, inCallOrder } from "../core/service-connect";
import type { Settings } from "../core/settings/settings";
import { aliasesOf } from "./aliases";
import type { Created } from "./api-targets";
import { createClusters } from "./clusters";
import { serviceConnectOf } from "./connect-namespaces";
import { FargateService } from "./fargate-service";
import { getOrThrow } from "./get-or-throw";
import type { Network } from "./network";
import { protectionOf } from "./protection";
import type { SecurityGroups } from "./security-groups";
import type { Watched } from "./watched";
import { rollbackSources } from "./watched";

/** Context shared while deploying a plan. */
export interface DeployContext {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly former: FormerNames;
  readonly networks: ReadonlyMap<string, Network>;
  readonly securityGroups: SecurityGroups;
  readonly opts: pulumi.ComponentResourceOptions;
}

/**
 * Name of the log group of a service.
 *
 * @param service - first name of the service
 */
export const logGroupName = (service: string): string => `/ecs/${pulumi.getProject()}/${pulumi.getStack()}/${service}`;

/**
 * Creates the ECS services of a plan, each after those that it calls, by name.
 *
 * @param apis - resolved when the APIs, which wait for the services, have been registered
 */
export function createServices(
  { plan, settings, networks, securityGroups, former, opts }: DeployContext,
  created: Pick<Created, "balancers" | "targetGroups" | "discoveryArns">,
  apis: Promise<Watched["apis"]>,
): Map<string, FargateService> {
  const clusters = createClusters(plan, networks, protectionOf(settings));
  const targetGroups = targetGroupsByService(plan);
  const drains = drainByService(plan);
  const minutes = deploymentMinutesByService(plan, drains);
  const alarms = rollbackAlarms(plan);
  const sources = rollbackSources(created, apis);
  const ports = containerPortsByService(plan);
  const services = new Map<string, FargateService>();
  const connect = serviceConnectOf(plan, networks, services);
  const create = (service: ServiceNode) => {
    const { name, vpc } = service;
    const alarm = alarms.get(name);
    return new FargateService(
      name,
      {
        service: { ...service, name: firstName(service) },
        network: getOrThrow(networks, vpc),
        ...getOrThrow(clusters, vpc),
        securityGroups,
        logs: {
          groupName: logGroupName(firstName(service)),
          retentionDays: settings.logRetentionDays,
          region: settings.region,
          retain: settings.retainLogs,
        },
        targetGroups: (targetGroups.get(name) ?? []).map(({ targetGroup }) =>
          getOrThrow(created.targetGroups, targetGroup.name),
        ),
        discoveryArn: created.discoveryArns.get(name),
        rollback: alarm && { alarm, sources },
        drain: getOrThrow(drains, name),
        minutes: getOrThrow(minutes, name),
        ports: getOrThrow(ports, name),
        serviceConnect: connect(service),
      },
      { ...opts, ...aliasesOf(former("service", name)) },
    );
  };
  for (const service of inCallOrder(plan.services, callWaits(plan.services)))
    services.set(service.name, create(service));
  return services;
}
