import { accessOf, backendTransfer, frontDoorOf, restLogRoleOf, usagePlansOf } from "./access";
import { layOutVpc } from "./cidr";
import { secretsOf } from "./containers";
import { endpointsOf } from "./endpoints";
import { apiName, certificatesOf, domainOf, endpointOf } from "./front";
import type { TopologyPlan } from "./load-balancing/load-balancing";
import { isRunning } from "./load-balancing/load-balancing";
import { verifiedEndpoint } from "./load-balancing/server-names";
import type { NamespaceNode, ServiceNode, VpcNode } from "./plan";
import type { ApiNode, BackendNode } from "./plan-api";
import type { Problem } from "./problem";
import { httpRoutes, restRoutes } from "./routes";
import { ownerAt } from "./settings/config-path";
import type { ServiceSettings, Settings, VpcSettings } from "./settings/settings";
import { topologies } from "./topologies/index";
import { topologyTraits } from "./topology-traits";
import type { RequestPlan } from "./watched";

function vpcNode(vpc: VpcSettings, services: readonly ServiceSettings[]): VpcNode {
  if (vpc.kind === "existing") {
    const { name, id, subnets } = vpc;
    return { kind: "existing", name, id, subnets };
  }
  const layout = layOutVpc(vpc.cidr, vpc.zones.length);
  if (layout === undefined) throw new Error(`the block ${vpc.cidr} was not validated before planning`);
  const tasks = services.filter(isRunning).map(({ runtime }) => runtime.task);
  const secrets = tasks.flatMap(secretsOf);
  const { name, cidr, nat } = vpc;
  return {
    kind: "new",
    name,
    cidr,
    zonePrefixLength: layout.zonePrefixLength,
    zones: layout.zones.map((blocks, index) => ({ id: vpc.zones[index] ?? "", ...blocks })),
    nat,
    secretStores: (["secretsmanager", "ssm"] as const).filter((store) =>
      secrets.some((arn) => arn.split(":")[2] === store),
    ),
    exec: tasks.some(({ exec }) => exec),
  };
}

function namespaces(settings: Settings, topologyPlan: TopologyPlan): NamespaceNode[] {
  return settings.vpcs.flatMap(({ name }) => {
    const services = (topologyPlan.registered ?? []).filter(({ vpc }) => vpc === name);
    return services.length === 0 ? [] : [{ name, vpc: name, services: services.map((service) => service.name) }];
  });
}

function api(settings: Settings, topologyPlan: TopologyPlan): ApiNode {
  const { api: type, linkVersion } = topologyTraits[settings.option];
  const retired = settings.services.filter((service) => service.retired).map(({ name }) => name);
  const exposed = settings.services.filter((service) => !service.retired);
  const routed = exposed.map((service) => ({
    service,
    strip: service.stripPrefix && !topologyPlan.strippedByRule.has(service.name),
    access: accessOf(settings, service),
  }));
  const backends = exposed.flatMap((service): BackendNode[] => {
    const { name } = service;
    const endpoint = topologyPlan.endpoints.get(name);
    const link = topologyPlan.linkOf.get(name);
    if (endpoint === undefined || link === undefined) return [];
    return [
      { service: name, link, endpoint: verifiedEndpoint(settings, service, endpoint), ...backendTransfer(service) },
    ];
  });
  const standbys = exposed.flatMap((service): BackendNode[] => {
    const { name, vpc } = service;
    const endpoint = topologyPlan.standbyEndpoints.get(name);
    if (endpoint === undefined) return [];
    // A VPC link V2 has the name of its VPC, and a link V1 that of its NLB.
    const link = linkVersion === 1 && endpoint.kind === "listener" ? endpoint.balancer : vpc;
    return [
      { service: name, link, endpoint: verifiedEndpoint(settings, service, endpoint), ...backendTransfer(service) },
    ];
  });
  const routes = type === "http" ? httpRoutes(routed) : restRoutes(routed);
  const { option, stage } = settings;
  const standby = standbys.length === 0 ? {} : { standbys };
  const name = apiName(option);
  const front = { ...endpointOf(settings), ...frontDoorOf(settings) };
  return { name, option, type, linkVersion, stage, ...front, backends, ...standby, routes, retired };
}

function serviceNodes(settings: Settings): ServiceNode[] {
  return settings.services
    .filter(isRunning)
    .map(({ name, vpc, healthCheck, wait, formerly, runtime }): ServiceNode => ({
      name,
      vpc,
      task: runtime.task,
      healthCheck,
      wait,
      ...(formerly.length === 0 ? {} : { formerly }),
    }));
}

/** One topology of a stack, without what watches it. */
export interface PlannedTopology {
  readonly requests: RequestPlan;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/**
 * Plans the topology of the option of a stack.
 *
 * @param settings - with the defaults of the stack
 */
export function planTopology(settings: Settings): PlannedTopology {
  const topologyPlan = topologies[settings.option](settings);
  const requests: RequestPlan = {
    vpcs: settings.vpcs.map((vpc) =>
      vpcNode(
        vpc,
        settings.services.filter((service) => service.vpc === vpc.name),
      ),
    ),
    services: serviceNodes(settings),
    endpoints: endpointsOf(settings),
    balancers: topologyPlan.balancers,
    links: topologyPlan.links,
    namespaces: namespaces(settings, topologyPlan),
    certificates: certificatesOf(settings, topologyPlan.balancers),
    apis: [api(settings, topologyPlan)],
    ...domainOf(settings),
    usagePlans: usagePlansOf(settings),
    ...restLogRoleOf(settings),
  };
  const problems = topologyPlan.problems.map(({ owner, key, ...problem }) => ({
    where: ownerAt(settings, owner, key),
    ...problem,
  }));
  return { requests, problems, notes: topologyPlan.notes };
}
