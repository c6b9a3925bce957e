import { renamedOperation } from "./instance-operation";
import type { InstanceNames } from "./naming";
import { shortened } from "./naming";
import type { Action, BalancerNode, LinkNode, OwnBalancer, Plan, TargetGroupNode } from "./plan";
import type { ApiNode, BackendNode, DomainNode, Endpoint } from "./plan-api";
import type { ServiceSettings, Settings, TaskSettings, UsagePlan, VpcSettings } from "./settings/settings";

/**
 * Longest name of an instance: `<instance>-<service>-execution` is the name of an IAM role, which may have 64 characters;
 * the name of a service has at most 20 and Pulumi appends 8.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export const maxInstanceNameLength = 64 - 8 - "-execution".length - 20 - "-".length;

export function instanceNames(instance: string): InstanceNames {
  const own = (name: string) => `${instance}-${name}`;
  return { own, loadBalancer: (name) => shortened(own(name)) };
}

function renamedAction(action: Action, { loadBalancer }: InstanceNames): Action {
  if (action.kind !== "forward") return action;
  const { targetGroup, alternate } = action;
  return {
    ...action,
    targetGroup: loadBalancer(targetGroup),
    ...(alternate === undefined ? {} : { alternate: loadBalancer(alternate) }),
  };
}

function renamedTarget(
  target: TargetGroupNode["target"],
  { own, loadBalancer }: InstanceNames,
): TargetGroupNode["target"] {
  return target.kind === "alb"
    ? { ...target, balancer: loadBalancer(target.balancer) }
    : { ...target, service: own(target.service) };
}

function renamedOwnBalancer(node: OwnBalancer, names: InstanceNames): OwnBalancer {
  const { own, loadBalancer } = names;
  return {
    ...node,
    name: loadBalancer(node.name),
    vpc: own(node.vpc),
    ...(node.owner === undefined ? {} : { owner: { ...node.owner, name: own(node.owner.name) } }),
    listeners: node.listeners.map((listener) => ({
      ...listener,
      ...(listener.certificate === undefined ? {} : { certificate: own(listener.certificate) }),
      name: own(listener.name),
      defaultAction: renamedAction(listener.defaultAction, names),
      rules: listener.rules.map((rule) => ({
        ...rule,
        name: own(rule.name),
        action: renamedAction(rule.action, names),
      })),
    })),
    targetGroups: node.targetGroups.map((group) => ({
      ...group,
      name: loadBalancer(group.name),
      target: renamedTarget(group.target, names),
      ...(group.alternateOf === undefined ? {} : { alternateOf: loadBalancer(group.alternateOf) }),
    })),
  };
}

function renamedBalancer(node: BalancerNode, names: InstanceNames): BalancerNode {
  if (node.kind === "own") return renamedOwnBalancer(node, names);
  return { ...node, name: names.loadBalancer(node.name), vpc: names.own(node.vpc) };
}

function renamedLink(link: LinkNode, { own, loadBalancer }: InstanceNames): LinkNode {
  return link.version === 1
    ? { ...link, name: own(link.name), balancer: loadBalancer(link.balancer) }
    : { ...link, name: own(link.name), vpc: own(link.vpc) };
}

const renamedEndpoint = (endpoint: Endpoint, { own, loadBalancer }: InstanceNames): Endpoint =>
  endpoint.kind === "listener"
    ? { ...endpoint, balancer: loadBalancer(endpoint.balancer) }
    : { ...endpoint, service: own(endpoint.service) };

const renamedBackend = (backend: BackendNode, names: InstanceNames): BackendNode => ({
  ...backend,
  service: names.own(backend.service),
  link: names.own(backend.link),
  endpoint: renamedEndpoint(backend.endpoint, names),
});

const renamedApi = (api: ApiNode, names: InstanceNames): ApiNode => ({
  ...api,
  name: names.own(api.name),
  backends: api.backends.map((backend) => renamedBackend(backend, names)),
  ...(api.standbys === undefined ? {} : { standbys: api.standbys.map((backend) => renamedBackend(backend, names)) }),
  routes: api.routes.map((route) => ({ ...route, service: names.own(route.service) })),
  retired: api.retired.map(names.own),
});

/** A task that calls services by their names in the instance. */
const renamedTask = (task: TaskSettings, { own }: InstanceNames): TaskSettings => ({
  ...task,
  reaches: task.reaches.map((reach) => (reach.kind === "service" ? { ...reach, service: own(reach.service) } : reach)),
});

const renamedDomain = ({ own, standby, ...domain }: DomainNode, names: InstanceNames): DomainNode => ({
  ...domain,
  ...(standby === undefined ? {} : { standby: { ...standby, api: names.own(standby.api) } }),
  name: names.own(domain.name),
  api: names.own(domain.api),
  ...(own === undefined ? {} : { own: { ...own, certificate: names.own(own.certificate) } }),
});

const renamedUsagePlan = <T extends UsagePlan>(plan: T, { own }: InstanceNames): T => ({
  ...plan,
  name: own(plan.name),
  keys: plan.keys.map(own),
});

/** A plan whose nodes have the names of an instance, so that a program can have several. Ports and paths do not change. */
export function renamedPlan(plan: Plan, names: InstanceNames): Plan {
  const { own } = names;
  return {
    vpcs: plan.vpcs.map((vpc) => ({ ...vpc, name: own(vpc.name) })),
    services: plan.services.map((service) => ({
      ...service,
      name: own(service.name),
      ...(service.formerly === undefined ? {} : { formerly: service.formerly.map(own) }),
      vpc: own(service.vpc),
      task: renamedTask(service.task, names),
    })),
    endpoints: plan.endpoints.map((node) => ({ ...node, name: own(node.name), vpc: own(node.vpc) })),
    balancers: plan.balancers.map((node) => renamedBalancer(node, names)),
    links: plan.links.map((link) => renamedLink(link, names)),
    namespaces: plan.namespaces.map(({ name, vpc, services }) => ({
      name: own(name),
      vpc: own(vpc),
      services: services.map(own),
    })),
    certificates: plan.certificates.map((node) => ({ ...node, name: own(node.name) })),
    apis: plan.apis.map((api) => renamedApi(api, names)),
    usagePlans: plan.usagePlans.map((node) => ({ ...renamedUsagePlan(node, names), apis: node.apis.map(own) })),
    ...(plan.domain === undefined ? {} : { domain: renamedDomain(plan.domain, names) }),
    ...(plan.restLogRole === undefined ? {} : { restLogRole: own(plan.restLogRole) }),
    ...renamedOperation(plan, names),
  };
}

/** A standby with the name of its service group as in the plan of an instance. */
const renamedStandby = (standby: ServiceSettings["standby"], own: InstanceNames["own"]) =>
  typeof standby?.group === "string" ? { ...standby, group: own(standby.group) } : standby;

/** Settings with the names of an instance, as in its plan. */
export function renamedSettings(settings: Settings, names: InstanceNames): Settings {
  const { own } = names;
  const service = (given: ServiceSettings): ServiceSettings => ({
    ...given,
    name: own(given.name),
    formerly: given.formerly.map(own),
    vpc: own(given.vpc),
    group: given.group === undefined ? undefined : own(given.group),
    standby: renamedStandby(given.standby, own),
    runtime:
      given.runtime.kind === "task"
        ? { ...given.runtime, task: renamedTask(given.runtime.task, names) }
        : given.runtime,
  });
  const vpc = (given: VpcSettings): VpcSettings => ({ ...given, name: own(given.name) });
  return {
    ...settings,
    vpcs: settings.vpcs.map(vpc),
    services: settings.services.map(service),
    usagePlans: settings.usagePlans.map((plan) => renamedUsagePlan(plan, names)),
    groups: settings.groups.map((group) => ({ ...group, name: own(group.name) })),
  };
}
