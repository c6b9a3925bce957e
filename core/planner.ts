import { layOutVpc } from "./cidr";
import { duplicateNames } from "./duplicate-names";
import type { TopologyPlan } from "./load-balancing/load-balancing";
import { isRunning } from "./load-balancing/load-balancing";
import type { ApiNode, NamespaceNode, Plan, ServiceNode, VpcNode } from "./plan";
import type { Problem } from "./problem";
import { httpRoutes, restRoutes } from "./routes";
import type { ServiceSettings, Settings, VpcSettings } from "./settings/settings";
import { ownerAt } from "./settings/config-path";
import { topologies } from "./topologies/index";
import { topologyTraits } from "./topology-traits";

/** A plan with what the user should know of it. */
export interface Planned {
  readonly plan: Plan;
  /** Placements that clash; the plan is then incomplete. */
  readonly problems: readonly Problem[];
  /** Wishes passed over and placements that may move. */
  readonly notes: readonly string[];
}

function vpcNode(vpc: VpcSettings, services: readonly ServiceSettings[]): VpcNode {
  if (vpc.kind === "existing") {
    const { name, id, subnets } = vpc;
    return { kind: "existing", name, id, subnets };
  }
  const layout = layOutVpc(vpc.cidr, vpc.zones.length);
  if (layout === undefined) throw new Error(`${vpc.cidr} was not checked before it was planned`);
  const secrets = services.filter(isRunning).flatMap(({ runtime: { task } }) => Object.values(task.secrets));
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
  };
}

function namespaces(settings: Settings, draft: TopologyPlan): NamespaceNode[] {
  return settings.vpcs.flatMap(({ name }) => {
    const services = (draft.registered ?? []).filter(({ vpc }) => vpc === name);
    return services.length === 0 ? [] : [{ name, vpc: name, services: services.map((service) => service.name) }];
  });
}

function api(settings: Settings, draft: TopologyPlan): ApiNode {
  const { api: type, linkVersion } = topologyTraits[settings.option];
  const retired = settings.services.filter((service) => service.retired).map(({ name }) => name);
  const exposed = settings.services.filter((service) => !service.retired);
  const routed = exposed.map((service) => ({
    service,
    strip: service.stripPrefix && !draft.strippedByRule.has(service.name),
  }));
  const backends = exposed.flatMap(({ name }) => {
    const endpoint = draft.endpoints.get(name);
    const link = draft.linkOf.get(name);
    return endpoint === undefined || link === undefined ? [] : [{ service: name, link, endpoint }];
  });
  const routes = type === "http" ? httpRoutes(routed) : restRoutes(routed);
  const { option, stage } = settings;
  return { name: `option-${option}`, option, type, linkVersion, stage, backends, routes, retired };
}

/**
 * What a stack will hold.
 *
 * @param settings - checked settings; quotas and addresses are judged apart, from the plan
 */
export function planStack(settings: Settings): Planned {
  const draft = topologies[settings.option](settings);
  const services = settings.services
    .filter(isRunning)
    .map(({ name, vpc, healthCheck, runtime }): ServiceNode => ({ name, vpc, task: runtime.task, healthCheck }));
  const plan: Plan = {
    vpcs: settings.vpcs.map((vpc) =>
      vpcNode(
        vpc,
        settings.services.filter((service) => service.vpc === vpc.name),
      ),
    ),
    services,
    balancers: draft.balancers,
    links: draft.links,
    namespaces: namespaces(settings, draft),
    apis: [api(settings, draft)],
  };
  const placement = draft.problems.map(({ owner, key, ...problem }) => ({
    where: ownerAt(settings, owner, key),
    ...problem,
  }));
  return { plan, problems: [...placement, ...duplicateNames(plan)], notes: draft.notes };
}
