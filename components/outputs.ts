import * as pulumi from "@pulumi/pulumi";
import { governedPlaces } from "../core/governed-places";
import type { InstanceNames } from "../core/naming";
import { firstName } from "../core/naming";
import type { BalancerNode, Plan, ServiceNode } from "../core/plan";
import type { ApiNode } from "../core/plan-api";
import { linkKeys } from "../core/plan-queries";
import { headroom } from "../core/quotas/headroom";
import { usageOf } from "../core/quotas/usage";
import { requestPaths } from "../core/request-paths";
import { backendPath, routePath } from "../core/routes";
import type { Settings } from "../core/settings/settings";
import { statedDeployment } from "../core/strategies";
import { ownStackName } from "./account";
import type { Deployed } from "./deployment";
import { getOrThrow } from "./get-or-throw";
import type { Outputs } from "./output-types";
import { logGroupName } from "./services";

/** What is deployed, or a promise of it: a constructor cannot wait. */
type Deploying = Deployed | Promise<Deployed>;

/** A value of the created resources. */
const readIn =
  (deploying: Deploying) =>
  (get: (deployed: Deployed) => pulumi.Input<string>): pulumi.Output<string> => {
    const value = deploying instanceof Promise ? deploying.then(get) : get(deploying);
    // Each further Output costs time in large stacks.
    return pulumi.Output.isInstance<string>(value) ? value : pulumi.output(value);
  };

type Entries<T> = readonly (readonly [string, T])[];
const record = <T>(entries: Entries<T>): Readonly<Record<string, T>> => Object.fromEntries(entries);

function apiOutputs({ type, stage, name }: ApiNode, names: InstanceNames, deploying: Deploying): Outputs["api"] {
  const read = readIn(deploying);
  const handle = (deployed: Deployed) => getOrThrow(deployed.apis, names.own(name));
  return {
    id: read((deployed) => handle(deployed).apiId),
    type,
    stage,
    stageArn: read((deployed) => handle(deployed).stageArn),
    executionArn: read((deployed) => handle(deployed).executionArn),
    url: read((deployed) => handle(deployed).url),
  };
}

/** The API that stands by. With mutual TLS, it is tried at the domain, where its execute-api URL is closed. */
function standbyOutputs({ apis, domain }: Plan, names: InstanceNames, deploying: Deploying): Pick<Outputs, "standby"> {
  const [, node] = apis;
  if (node === undefined) return {};
  const api = apiOutputs(node, names, deploying);
  const atDomain = readIn(deploying)((deployed) => deployed.domain?.standbyUrl ?? "");
  return { standby: { option: node.option, api, url: domain?.standby === undefined ? api.url : atDomain } };
}

function deploymentOutput(
  { name, deployment }: ServiceNode,
  places: ReturnType<typeof governedPlaces>,
): Pick<Outputs["services"][string], "deployment"> {
  return deployment === undefined
    ? {}
    : { deployment: statedDeployment(deployment, getOrThrow(places, name).targetGroup) };
}

function serviceOutputs(plan: Plan, names: InstanceNames, deploying: Deploying): Outputs["services"] {
  const read = readIn(deploying);
  const places = governedPlaces(plan);
  return record(
    plan.services.map((node) => {
      const { name, vpc } = node;
      const service = (deployed: Deployed) => getOrThrow(deployed.services, names.own(name));
      return [
        name,
        {
          vpc,
          clusterName: read((deployed) => service(deployed).cluster.name),
          clusterArn: read((deployed) => service(deployed).cluster.arn),
          serviceName: read((deployed) => service(deployed).serviceName),
          securityGroupId: read((deployed) => service(deployed).securityGroup.id),
          logGroup: logGroupName(names.own(firstName(node))),
          taskRoleName: read((deployed) => service(deployed).taskRole.name),
          taskRoleArn: read((deployed) => service(deployed).taskRole.arn),
          ...deploymentOutput(node, places),
        },
      ] as const;
    }),
  );
}

/** URL and target of the domain; without one, the URL is that of the stage. */
function domainOutputs(plan: Plan, api: Outputs["api"], deploying: Deploying): Pick<Outputs, "url" | "domainTarget"> {
  const read = readIn(deploying);
  const { domain } = plan;
  if (domain === undefined) return { url: api.url };
  const url = read((deployed) => deployed.domain?.url ?? "");
  return {
    url,
    ...(domain.own === undefined ? {} : { domainTarget: read((deployed) => deployed.domain?.target ?? "") }),
  };
}

/** Services whose requests pass each listener, by load balancer and port. */
function servicesByListener(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map<string, Set<string>>();
  for (const { route, hops } of requestPaths(plan)) {
    for (const hop of hops) {
      if (hop.kind !== "listener") continue;
      const key = `${hop.balancer.name} ${hop.port}`;
      services.set(key, (services.get(key) ?? new Set()).add(route.service));
    }
  }
  return services;
}

const portsOf = (node: BalancerNode) => (node.kind === "own" ? node.listeners.map(({ port }) => port) : [node.port]);

const hasSecurityGroup = (node: BalancerNode) => node.kind === "own" || node.securityGroupId !== undefined;

function loadBalancerOutputs(plan: Plan, names: InstanceNames, deploying: Deploying): Outputs["loadBalancers"] {
  const read = readIn(deploying);
  const services = servicesByListener(plan);
  return record(
    plan.balancers.map((node) => {
      const { name, type, vpc } = node;
      const handle = (deployed: Deployed) => getOrThrow(deployed.balancers, names.loadBalancer(name));
      const securityGroupId = read((deployed) => handle(deployed).securityGroupId ?? "");
      return [
        name,
        {
          type,
          arn: read((deployed) => handle(deployed).arn),
          dnsName: read((deployed) => handle(deployed).dnsName),
          vpc,
          ...(hasSecurityGroup(node) ? { securityGroupId } : {}),
          listeners: portsOf(node).map((port) => ({ port, services: [...(services.get(`${name} ${port}`) ?? [])] })),
        },
      ] as const;
    }),
  );
}

const routeOutputs = (plan: Plan): Outputs["routes"] =>
  plan.apis.slice(0, 1).flatMap(({ routes, backends }) => {
    const links = new Map(backends.map(({ service, link }) => [service, link]));
    return routes.map((route) => ({
      path: routePath(route),
      service: route.service,
      backendPath: backendPath(route),
      vpcLink: getOrThrow(links, route.service),
    }));
  });

function vpcOutputs(plan: Plan, names: InstanceNames, deploying: Deploying): Outputs["vpcs"] {
  return record(
    plan.vpcs.map(({ name }) => {
      const network = (deployed: Deployed) => getOrThrow(deployed.networks, names.own(name));
      const privateSubnetIds = pulumi.output(
        Promise.resolve(deploying).then((deployed) => network(deployed).privateSubnetIds),
      );
      return [name, { id: readIn(deploying)((deployed) => network(deployed).vpcId), privateSubnetIds }] as const;
    }),
  );
}

function linkOutputs(plan: Plan, names: InstanceNames, deploying: Deploying): Outputs["vpcLinks"] {
  const keyOf = linkKeys(plan);
  return record(
    plan.links.map(({ name, version }) => {
      const links = (deployed: Deployed) => (version === 1 ? deployed.linksV1 : deployed.linksV2);
      return [
        keyOf({ name, version }),
        readIn(deploying)((deployed) => getOrThrow(links(deployed), names.own(name))),
      ] as const;
    }),
  );
}

/** What the stack uses of the quotas of the account; other stacks are not among it. */
const accountUsage = (plan: Plan): Outputs["quotaUsage"] =>
  record(usageOf(plan).flatMap(({ quota, scope, used }) => (scope === "account" ? [[quota, used] as const] : [])));

/**
 * What the stack says about the account, for the `accountStatement` of others.
 *
 * @param used - what the stack itself uses of the account's quotas
 */
function accountOutputs(
  plan: Plan,
  { region, quotas, account }: Settings,
  used: Outputs["quotaUsage"],
  deploying: Deploying,
): Pick<Outputs, "account"> {
  if (plan.account === undefined) return {};
  const own = { [ownStackName()]: used };
  const usage = pulumi
    .output(Promise.resolve(deploying).then((deployed) => pulumi.all({ ...deployed.account?.usage })))
    .apply((others) => ({ ...own, ...others }));
  const values = record(Object.entries(quotas).map(([key, { value }]) => [key, value] as const));
  return {
    account: { version: 1, region, quotas: values, restLogRole: account?.restLogRole !== undefined, usage },
  };
}

function endpointOutputs({ endpoints }: Plan, names: InstanceNames, deploying: Deploying): Pick<Outputs, "endpoints"> {
  const read = readIn(deploying);
  const idOf = (name: string) => read((deployed) => getOrThrow(deployed.endpoints, names.own(name)).endpointId);
  return endpoints.length === 0 ? {} : { endpoints: record(endpoints.map(({ name }) => [name, idOf(name)] as const)) };
}

/**
 * Outputs of a deployment. What the plan knows is known in a first preview too.
 *
 * @param names - names of the deployed resources, which `PrivateIntegrations` prefixes
 */
export function outputsOf(
  { plan, settings }: { readonly plan: Plan; readonly settings: Settings },
  names: InstanceNames,
  deploying: Deploying,
): Outputs {
  const [serving] = plan.apis;
  if (serving === undefined) throw new Error("the plan has no API");
  const api = apiOutputs(serving, names, deploying);
  const quotaUsage = accountUsage(plan);
  return {
    ...domainOutputs(plan, api, deploying),
    option: settings.option,
    api,
    ...standbyOutputs(plan, names, deploying),
    vpcs: vpcOutputs(plan, names, deploying),
    services: serviceOutputs(plan, names, deploying),
    loadBalancers: loadBalancerOutputs(plan, names, deploying),
    ...endpointOutputs(plan, names, deploying),
    vpcLinks: linkOutputs(plan, names, deploying),
    routes: routeOutputs(plan),
    apiKeyIds: record(
      plan.usagePlans.flatMap(({ keys }) =>
        keys.map(
          (key) => [key, readIn(deploying)((deployed) => getOrThrow(deployed.apiKeyIds, names.own(key)))] as const,
        ),
      ),
    ),
    headroom: record(headroom(plan, settings).map(({ quota, used, limit }) => [quota, limit - used] as const)),
    quotaUsage,
    ...accountOutputs(plan, settings, quotaUsage, deploying),
  };
}
