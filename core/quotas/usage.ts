import type { QuotaKey } from "../../policies/quotas";
import { networkAddressUsage } from "../addresses";
import type { ApiNode, OwnBalancer, Plan } from "../plan";
import type { OwnedTargetGroup } from "../plan-queries";
import { ownBalancers, targetGroupsByService } from "../plan-queries";
import { integrationKey, restResources, routePath } from "../routes";
import { peerName, securityGroupRules } from "../security-group-rules";
import { maxTasks, maxTasksInUpdate } from "../tasks";
import { interfaceEndpointServices, natGatewayZones } from "../vpc";
import { albWeight } from "./alb-weight";

/** Usage of one quota in one scope. */
export interface Usage {
  readonly quota: QuotaKey;
  /** `account`, or the resource that the quota applies to: `NLB sales-nlb-1`. */
  readonly scope: string;
  readonly used: number;
  /** Names of the users of the quota. */
  readonly users: readonly string[];
}

interface Named {
  readonly name: string;
}
const names = (nodes: readonly Named[]) => nodes.map(({ name }) => name);
const targetGroupNames = (owned: readonly OwnedTargetGroup[]) => names(owned.map(({ targetGroup }) => targetGroup));
const counted = (quota: QuotaKey, scope: string, users: readonly string[]): Usage => ({
  quota,
  scope,
  used: users.length,
  users,
});

function apiUsage(api: ApiNode): Usage[] {
  const scope = `API ${api.name}`;
  if (api.type === "rest")
    return [counted("apigateway.resourcesPerRestApi", scope, ["/", ...restResources(api.routes)])];
  // Each integration once, with the name of its service.
  const integrations = new Map(api.routes.map((route) => [integrationKey(route), route.service]));
  return [
    counted("apigateway.routesPerHttpApi", scope, api.routes.map(routePath)),
    counted("apigateway.integrationsPerHttpApi", scope, [...integrations.values()]),
  ];
}

/** Tasks of each service at its autoscaling maximum. */
const taskCounts = ({ services }: Plan): ReadonlyMap<string, number> =>
  new Map(services.map(({ name, task }) => [name, maxTasks(task)]));

function balancerUsage(balancer: OwnBalancer, tasks: ReadonlyMap<string, number>): Usage[] {
  const { name, listeners, targetGroups, crossZone } = balancer;
  const weight = albWeight(crossZone);
  const targetsOf = ({ target }: OwnBalancer["targetGroups"][number]) =>
    target.kind === "alb" ? weight : (tasks.get(target.service) ?? 0);
  const targets = targetGroups.reduce((sum, group) => sum + targetsOf(group), 0);
  const owners = targetGroups.map(({ target }) => (target.kind === "alb" ? target.balancer : target.service));
  const perGroup = targetGroups.map((group): Usage => ({
    quota: "elb.targetsPerTargetGroup",
    scope: `target group ${group.name}`,
    used: targetsOf(group),
    users: owners.slice(0, 1),
  }));
  if (balancer.type === "nlb") {
    const scope = `NLB ${name}`;
    return [
      counted("elb.listenersPerNlb", scope, names(listeners)),
      { quota: "elb.targetsPerZonePerNlb", scope, used: targets, users: owners },
      ...perGroup,
    ];
  }
  const scope = `ALB ${name}`;
  return [
    counted(
      "elb.rulesPerAlb",
      scope,
      listeners.flatMap(({ rules }) => names(rules)),
    ),
    counted("elb.targetGroupsPerAlb", scope, names(targetGroups)),
    { quota: "elb.targetsPerAlb", scope, used: targets, users: owners },
    ...perGroup,
  ];
}

function albTargetUsage(plan: Plan): Usage[] {
  const nlbsByAlb = new Map<string, string[]>();
  for (const nlb of ownBalancers(plan)) {
    for (const { target } of nlb.targetGroups) {
      if (target.kind === "alb") nlbsByAlb.set(target.balancer, [...(nlbsByAlb.get(target.balancer) ?? []), nlb.name]);
    }
  }
  return [...nlbsByAlb].map(([alb, nlbs]) => counted("elb.nlbsPerAlbTarget", `ALB ${alb}`, [...new Set(nlbs)]));
}

function securityUsage(plan: Plan): Usage[] {
  const byGroup = new Map<string, string[]>();
  for (const { group, direction, peer } of securityGroupRules(plan)) {
    const key = `security group ${peerName(group)}, ${direction}`;
    const list = byGroup.get(key);
    if (list === undefined) byGroup.set(key, [peerName(peer)]);
    else list.push(peerName(peer));
  }
  return [...byGroup].map(([scope, peers]) => counted("vpc.rulesPerSecurityGroup", scope, peers));
}

function vpcUsage(plan: Plan): Usage[] {
  const newVpcs = plan.vpcs.flatMap((vpc) => (vpc.kind === "new" ? [vpc] : []));
  const gateways = newVpcs.flatMap((vpc) =>
    natGatewayZones(vpc).map((zone) => ({ name: `${vpc.name} in ${zone}`, zone })),
  );
  const endpoints = newVpcs.filter(({ nat }) => nat === "none");
  return [
    counted("vpc.vpcsPerRegion", "account", names(newVpcs)),
    counted("vpc.internetGatewaysPerRegion", "account", names(newVpcs)),
    counted("ec2.elasticIps", "account", names(gateways)),
    ...[...new Set(gateways.map(({ zone }) => zone))].map((zone) =>
      counted("vpc.natGatewaysPerZone", `zone ${zone}`, names(gateways.filter((gateway) => gateway.zone === zone))),
    ),
    counted("vpc.gatewayEndpointsPerRegion", "account", names(endpoints)),
    ...endpoints.map((vpc) =>
      counted("vpc.interfaceEndpointsPerVpc", `VPC ${vpc.name}`, interfaceEndpointServices(vpc)),
    ),
    ...newVpcs.map(({ name, zones }) =>
      counted(
        "vpc.subnetsPerVpc",
        `VPC ${name}`,
        zones.flatMap(({ id }) => [`public ${id}`, `private ${id}`]),
      ),
    ),
    ...plan.vpcs.map(({ name }): Usage => ({
      quota: "vpc.networkAddressUsage",
      scope: `VPC ${name}`,
      used: networkAddressUsage(plan, name),
      users: [name],
    })),
  ];
}

/** vCPU of all services at their autoscaling maximum during an update. */
function fargateUsage({ services }: Plan): Usage {
  const units = services.reduce((sum, { task }) => sum + task.cpu * maxTasksInUpdate(task), 0);
  return { quota: "fargate.onDemandVcpu", scope: "account", used: units / 1024, users: names(services) };
}

/** Usage of all quotas that a plan uses. */
export function usageOf(plan: Plan): Usage[] {
  const own = ownBalancers(plan);
  const tasks = taskCounts(plan);
  const groups = targetGroupsByService(plan);
  const all = [
    counted("apigateway.vpcLinksV1", "account", names(plan.links.filter(({ version }) => version === 1))),
    counted("apigateway.vpcLinksV2", "account", names(plan.links.filter(({ version }) => version === 2))),
    ...plan.links.flatMap((link) => {
      if (link.version === 1) return [];
      const vpc = plan.vpcs.find(({ name }) => name === link.vpc);
      const subnets = vpc?.kind === "new" ? vpc.zones.map(({ id }) => id) : (vpc?.subnets.map(({ id }) => id) ?? []);
      return [counted("apigateway.subnetsPerVpcLinkV2", `VPC link ${link.name}`, subnets)];
    }),
    ...plan.apis.flatMap(apiUsage),
    counted("elb.albsPerRegion", "account", names(own.filter(({ type }) => type === "alb"))),
    counted("elb.nlbsPerRegion", "account", names(own.filter(({ type }) => type === "nlb"))),
    ...own.flatMap((balancer) => balancerUsage(balancer, tasks)),
    ...albTargetUsage(plan),
    ...plan.services.map(({ name }) =>
      counted("ecs.targetGroupsPerService", `service ${name}`, targetGroupNames(groups.get(name) ?? [])),
    ),
    ...securityUsage(plan),
    ...vpcUsage(plan),
    fargateUsage(plan),
  ];
  return all.filter(({ used }) => used > 0);
}
