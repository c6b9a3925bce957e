import { accessNotes } from "./access-notes";
import { accessOf, backendTransfer, frontDoorOf, restLogRoleOf, usagePlansOf, withStackDefaults } from "./access";
import { basePathNotes } from "./base-path-notes";
import { layOutVpc } from "./cidr";
import { secretsOf } from "./containers";
import { duplicateNames } from "./duplicate-names";
import { domainNotes } from "./domain-notes";
import { mergePlans } from "./merge";
import { standbySettings } from "./standby";
import { deploymentOf } from "./strategies";
import { keepAwakeOf, keepAwakeProblems } from "./keep-awake";
import { operationNotes } from "./operation-notes";
import { endpointNotes } from "./endpoint-notes";
import { endpointsOf } from "./endpoints";
import { operationOf } from "./operation";
import type { TopologyPlan } from "./load-balancing/load-balancing";
import { interruptionNotes } from "./interruption-notes";
import { isRunning } from "./load-balancing/load-balancing";
import { verifiedEndpoint } from "./load-balancing/server-names";
import type { NamespaceNode, Plan, ServiceNode, VpcNode } from "./plan";
import type { ApiNode, BackendNode } from "./plan-api";
import type { Problem } from "./problem";
import { permissionNotes } from "./permission-notes";
import { reachNotes } from "./reach-notes";
import { containerTlsNotes } from "./container-tls-notes";
import { maxTasks, spotBase } from "./tasks";
import { apiName, certificatesOf, domainOf, endpointOf } from "./front";
import { httpRoutes, restRoutes } from "./routes";
import type { ServiceSettings, Settings, VpcSettings } from "./settings/settings";
import { ownerAt } from "./settings/config-path";
import { containerText, placeText, servingPlace, standbyPlace } from "./settings/places";
import { idleTimeoutNotes } from "./timeouts";
import { tlsMove } from "./tls-move";
import { tlsNotes } from "./tls-notes";
import { topologies } from "./topologies/index";
import { topologyTraits } from "./topology-traits";
import type { RequestPlan } from "./watched";
import { waitNotes } from "./waits";

/** A plan with its problems and notes. */
export interface Planned {
  readonly plan: Plan;
  /** Conflicting placements and names; with a conflict the plan is incomplete. */
  readonly problems: readonly Problem[];
  /** Ignored preferences, and placements that may move. */
  readonly notes: readonly string[];
}

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

/** What the next updates do with each standby. */
function standbyNotes({ option, services }: Settings): string[] {
  const isFixed = topologyTraits[option].entry === "nlbToAlb";
  return services.flatMap((service) => {
    const standby = standbyPlace(service);
    if (standby === undefined) return [];
    const serving = servingPlace(service);
    const [there, here] =
      standby.containerTls === serving.containerTls
        ? [standby, serving].map((place) => placeText(place, isFixed ? "alb" : place.balancer))
        : [standby, serving].map(containerText);
    return [
      service.runtime.kind === "endpoint"
        ? `${service.name}: its endpoint is also registered in ${there} (standby), and requests go to ${here}. No update waits until its targets in a new place are healthy: let the new place be the standby for one update, exchange both, then remove standby`
        : `${service.name}: its tasks also register in ${there} (standby), and requests go to ${here}; when the update has succeeded, remove standby, and the next one ends the move`,
    ];
  });
}

/** The AWS provider does not change the capacity provider strategy of a service back to a launch type. */
function capacityNotes(services: readonly ServiceNode[]): string[] {
  const withKey = services.filter(({ task }) => task.capacity !== undefined);
  const alone = withKey.filter(({ task }) => task.capacity === "spot" && maxTasks(task) <= spotBase);
  const text = (all: readonly ServiceNode[]) => all.map(({ name }) => name).join(", ");
  return [
    ...(withKey.length === 0
      ? []
      : [`capacity of ${text(withKey)}: to leave Spot, write onDemand; an update that removes the key is refused`]),
    ...(alone.length === 0
      ? []
      : [
          `capacity: spot has no effect on ${text(alone)}, because one task of a service stays on demand; set desiredCount to 2 or more`,
        ]),
  ];
}

function serviceNodes(settings: Settings): ServiceNode[] {
  return settings.services.filter(isRunning).map((service): ServiceNode => {
    const { name, vpc, healthCheck, wait, formerly, runtime } = service;
    const former = formerly.length === 0 ? {} : { formerly };
    return { name, vpc, task: runtime.task, healthCheck, wait, ...former, ...deploymentOf(service) };
  });
}

/** One topology of a stack, without what watches it. */
interface PlannedTopology {
  readonly requests: RequestPlan;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

function planTopology(settings: Settings): PlannedTopology {
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

/** The settings of each topology of the stack: the one that serves, and the one that stands by. */
const topologySettings = (settings: Settings): readonly Settings[] =>
  settings.standby === undefined ? [settings] : [settings, standbySettings(settings, settings.standby)];

/**
 * Plans all resources of a stack.
 *
 * @param given - valid settings; quotas and subnet sizes are checked later, on the plan
 */
export function planStack(given: Settings): Planned {
  const settings = withStackDefaults(given);
  const planned = topologySettings(settings).map(planTopology);
  const requests = planned.map((topology) => topology.requests).reduce(mergePlans);
  const plan: Plan = { ...requests, ...operationOf(settings, requests), ...keepAwakeOf(settings, requests) };
  const move = tlsMove(plan, settings);
  const notes = [
    ...planned.flatMap((topology) => topology.notes),
    ...standbyNotes(settings),
    ...capacityNotes(plan.services),
    ...permissionNotes(plan.services, plan.vpcs),
    ...reachNotes(plan),
    ...tlsNotes(settings),
    ...move.notes,
    ...containerTlsNotes(plan),
    ...endpointNotes(plan),
    ...interruptionNotes(settings),
    ...domainNotes(settings),
    ...basePathNotes(plan, settings),
    ...accessNotes(settings),
    ...idleTimeoutNotes(plan),
    ...operationNotes(settings, plan),
    ...waitNotes(plan),
  ];
  const problems = [
    ...planned.flatMap((topology) => topology.problems),
    ...duplicateNames(plan),
    ...move.problems,
    ...keepAwakeProblems(settings, plan),
  ];
  return { plan, problems, notes: [...new Set(notes)] };
}
