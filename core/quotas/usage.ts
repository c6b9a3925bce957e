import { accessUsage } from "./access-usage";
import { balancerQuotaUsage } from "./balancer-usage";
import { frontUsage } from "./front-usage";
import { networkUsage } from "./network-usage";
import { counted, names } from "./counted";
import type { Usage } from "./counted";
import { pathBelowDomain } from "../front";
import type { Plan, ServiceNode } from "../plan";
import type { ApiNode } from "../plan-api";
import { ownBalancers, targetGroupsByService } from "../plan-queries";
import { rollbackAlarms } from "../rollback-alarms";
import { hookFunctions } from "../shift-statements";
import { usesAlternate } from "../strategies";
import { integrationKey, preflightRoutes, restResources, routePath } from "../routes";
import type { TasksByCapacity } from "../tasks";
import { maxTasksInUpdateByCapacity } from "../tasks";

function apiUsage(api: ApiNode, { domain }: Plan): Usage[] {
  const scope = `API ${api.name}`;
  if (api.type === "rest")
    return [counted("apigateway.resourcesPerRestApi", scope, ["/", ...restResources(api.routes)])];
  // Each integration once, with the name of its service.
  const integrations = new Map(
    api.routes.map((route) => [integrationKey(route, pathBelowDomain(domain)), route.service]),
  );
  // Routes for preflights share the integrations of their services.
  const preflights = preflightRoutes(api).map((route) => `OPTIONS ${routePath(route)}`);
  return [
    counted("apigateway.routesPerHttpApi", scope, [...api.routes.map(routePath), ...preflights]),
    counted("apigateway.integrationsPerHttpApi", scope, [...integrations.values()]),
  ];
}

function linkUsage(plan: Plan): Usage[] {
  const ofVersion = (version: 1 | 2) => names(plan.links.filter((link) => link.version === version));
  return [
    counted("apigateway.vpcLinksV1", "account", ofVersion(1)),
    counted("apigateway.vpcLinksV2", "account", ofVersion(2)),
    ...plan.links.flatMap((link) => {
      if (link.version === 1) return [];
      const vpc = plan.vpcs.find(({ name }) => name === link.vpc);
      const subnets = vpc?.kind === "new" ? vpc.zones.map(({ id }) => id) : (vpc?.subnets.map(({ id }) => id) ?? []);
      return [counted("apigateway.subnetsPerVpcLinkV2", `VPC link ${link.name}`, subnets)];
    }),
  ];
}

const unitsPerVcpu = 1024;

/** Names of the functions of a plan; each has a role, and its schedule has another one. */
const functionsOf = ({ account, keepAwake }: Plan): readonly string[] => [
  ...(account?.linkCounter === true ? ["link counter"] : []),
  ...(keepAwake === undefined ? [] : ["keep-awake"]),
];

/** Roles of a service: those of its tasks, and those that ECS has in its deployments. */
const rolesOf = ({ name, deployment }: ServiceNode): readonly string[] => [
  `execution role of ${name}`,
  `task role of ${name}`,
  ...(deployment === undefined ? [] : [`traffic role of ${name}`]),
  ...(deployment === undefined || hookFunctions(deployment).length === 0 ? [] : [`hooks role of ${name}`]),
];

/** Roles, the target groups of each service, and vCPU at the maximum during an update. */
function serviceUsage(plan: Plan): Usage[] {
  const groups = targetGroupsByService(plan);
  const vcpu = (capacity: keyof TasksByCapacity) =>
    plan.services.reduce((sum, { task }) => sum + task.cpu * maxTasksInUpdateByCapacity(task)[capacity], 0) /
    unitsPerVcpu;
  const onSpot = plan.services.filter(({ task }) => task.capacity === "spot");
  return [
    ...plan.services.map(({ name, deployment }) =>
      counted(
        "ecs.targetGroupsPerService",
        `service ${name}`,
        names(
          (groups.get(name) ?? [])
            .map(({ targetGroup }) => targetGroup)
            .filter(({ alternateOf }) => alternateOf === undefined || (deployment && usesAlternate(deployment))),
        ),
      ),
    ),
    counted("iam.rolesPerAccount", "account", [
      ...plan.services.flatMap(rolesOf),
      ...(plan.restLogRole === undefined ? [] : ["role for logs of REST APIs"]),
      ...functionsOf(plan).flatMap((name) => [`role of the function ${name}`, `role of the schedule of ${name}`]),
    ]),
    ...plan.services.map(({ name, task }) =>
      counted(
        "ecs.containersPerTaskDefinition",
        `service ${name}`,
        // A sidecar may have the name of another service.
        [name, ...task.sidecars.map((sidecar) => `sidecar ${sidecar.name}`)],
      ),
    ),
    { quota: "fargate.onDemandVcpu", scope: "account", used: vcpu("onDemand"), users: names(plan.services) },
    { quota: "fargate.spotVcpu", scope: "account", used: vcpu("spot"), users: names(onSpot) },
  ];
}

/** Usage of all quotas that a plan uses. */
export function usageOf(plan: Plan): Usage[] {
  const own = ownBalancers(plan);
  const all = [
    ...linkUsage(plan),
    ...plan.apis.flatMap((api) => apiUsage(api, plan)),
    ...balancerQuotaUsage(plan, own),
    ...serviceUsage(plan),
    ...networkUsage(plan, own),
    ...frontUsage(plan),
    ...accessUsage(plan),
    counted(
      "cloudwatch.alarms",
      "account",
      [...plan.alarms, ...rollbackAlarms(plan).values()].map(({ name }) => `alarm ${name}`),
    ),
  ];
  return all.filter(({ used }) => used > 0);
}
