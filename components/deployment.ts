import * as pulumi from "@pulumi/pulumi";
import type { Plan, ServiceNode } from "../core/plan";
import type { ApiNode } from "../core/plan-api";
import { containerPortsByService } from "../core/container-ports";
import { drainByService } from "../core/drain";
import { targetGroupsByService } from "../core/plan-queries";
import { connectionBefore, securityGroupRules } from "../core/security-group-rules";
import { callWaits, inCallOrder } from "../core/service-connect";
import type { Settings } from "../core/settings/settings";
import type { ApiHandle } from "./api-handle";
import type { ApiTargetResources, Created } from "./api-targets";
import { ApiTargets } from "./api-targets";
import { createCertificates } from "./certificates";
import { createLoadBalancers } from "./load-balancers";
import { CloudMap } from "./cloud-map";
import { createClusters } from "./clusters";
import { Domain } from "./domain";
import { FargateService } from "./fargate-service";
import { HttpApi } from "./http-api";
import { createMonitoring } from "./monitoring";
import { Network } from "./network";
import { readZoneNames } from "./provider";
import { getOrThrow } from "./get-or-throw";
import { RestApi } from "./rest-api";
import { RestLogRole } from "./rest-log-role";
import { SecurityGroups } from "./security-groups";
import { serviceConnectOf } from "./connect-namespaces";
import { createUsagePlans } from "./usage-plans";
import { VpcLinkV1, VpcLinkV2 } from "./vpc-link";

/** What to deploy. */
export interface Deployable {
  readonly plan: Plan;
  readonly settings: Settings;
}

/** Parent and providers of a deployment. */
export interface DeployOptions {
  /** Options of the components. */
  readonly components: pulumi.ComponentResourceOptions;
  /** Options of the lookups in the account. */
  readonly lookups: pulumi.InvokeOptions;
}

/** Context shared while deploying a plan. */
interface DeployContext extends Deployable {
  readonly networks: ReadonlyMap<string, Network>;
  readonly securityGroups: SecurityGroups;
  readonly opts: pulumi.ComponentResourceOptions;
}

/** Created resources of a deployment, by name in the plan. */
export interface Deployed extends Created {
  readonly apis: ReadonlyMap<string, ApiHandle>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly services: ReadonlyMap<string, FargateService>;
  /** ARNs of the certificates. */
  readonly certificates: ReadonlyMap<string, pulumi.Input<string>>;
  /** Ids of the API keys. */
  readonly apiKeyIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** Absent if the plan has no domain. */
  readonly domain?: Domain;
}

/** Name of the log group of a service. */
export const logGroupName = (service: string): string => `/ecs/${pulumi.getProject()}/${pulumi.getStack()}/${service}`;

function createServices(
  { plan, settings, networks, securityGroups, opts }: DeployContext,
  created: Pick<Created, "targetGroups" | "discoveryArns">,
): Map<string, FargateService> {
  const clusters = createClusters(plan, networks);
  const targetGroups = targetGroupsByService(plan);
  const drains = drainByService(plan);
  const ports = containerPortsByService(plan);
  const services = new Map<string, FargateService>();
  const connect = serviceConnectOf(plan, networks, services);
  const create = (service: ServiceNode) => {
    const { name, vpc } = service;
    return new FargateService(
      name,
      {
        service,
        network: getOrThrow(networks, vpc),
        ...getOrThrow(clusters, vpc),
        securityGroups,
        logs: {
          groupName: logGroupName(name),
          retentionDays: settings.logRetentionDays,
          region: settings.region,
        },
        targetGroups: (targetGroups.get(name) ?? []).map(({ targetGroup }) =>
          getOrThrow(created.targetGroups, targetGroup.name),
        ),
        discoveryArn: created.discoveryArns.get(name),
        drain: getOrThrow(drains, name),
        ports: getOrThrow(ports, name),
        serviceConnect: connect(service),
      },
      opts,
    );
  };
  for (const service of inCallOrder(plan.services, callWaits(plan.services)))
    services.set(service.name, create(service));
  return services;
}

/** ECS services that updates wait for, by service: not those with `wait: false`. */
const awaitedServices = ({ services }: Plan, created: ReadonlyMap<string, FargateService>) =>
  new Map(services.flatMap(({ name, wait }) => (wait ? [[name, getOrThrow(created, name).ecsService] as const] : [])));

/** What the integrations of an API wait for, by service. */
function awaitedBy(
  api: ApiNode,
  ecsServices: ReadonlyMap<string, pulumi.Resource>,
  balancers: Created["balancers"],
  { plan, securityGroups }: DeployContext,
): Map<string, pulumi.Resource[]> {
  return new Map(
    api.backends.map((backend) => {
      const ecsService = ecsServices.get(backend.service);
      const connection = connectionBefore(plan, api, backend);
      const rules = connection === undefined ? [] : securityGroups.admitting(connection.from, connection.to);
      const { endpoint } = backend;
      // The URI of a REST integration has the port of the listener, but does not depend on it.
      const before =
        endpoint.kind === "listener"
          ? getOrThrow(balancers, endpoint.balancer).before(endpoint.port, backend.service)
          : [];
      return [backend.service, [...(ecsService === undefined ? [] : [ecsService]), ...rules, ...before]];
    }),
  );
}

/** The role by which REST APIs write logs, if the stack has it. */
function createLogRole({ plan, settings, opts }: DeployContext): RestLogRole | undefined {
  const { restLogRole } = plan;
  return restLogRole === undefined ? undefined : new RestLogRole(restLogRole, { region: settings.region }, opts);
}

function createApi(
  api: ApiNode,
  created: ApiTargetResources,
  logRole: RestLogRole | undefined,
  { plan, opts }: DeployContext,
): ApiHandle {
  const args = { api, targets: new ApiTargets(api.linkVersion, created), domain: plan.domain };
  if (api.type === "http") return new HttpApi(api.name, args, opts);
  return new RestApi(api.name, { ...args, logRole }, opts);
}

/**
 * @param ecsServices - those that updates wait for, by service
 * @param others - what clients need beside the API and its services
 */
function createDomain(
  { plan, opts }: DeployContext,
  { certificates, apis }: Pick<Deployed, "certificates" | "apis">,
  ecsServices: ReadonlyMap<string, pulumi.Resource>,
  others: readonly pulumi.Resource[],
): Pick<Deployed, "domain"> {
  const { domain } = plan;
  const node = plan.apis.find(({ name }) => name === domain?.api);
  if (domain === undefined || node === undefined) return {};
  const api = getOrThrow(apis, node.name);
  const behind = node.backends.flatMap(({ service }) => ecsServices.get(service) ?? []);
  const waitsFor = [...api.awaited, ...behind, ...others];
  return { domain: new Domain(domain.name, { domain, api, certificates, waitsFor }, opts) };
}

async function prepare({ plan, settings }: Deployable, options: DeployOptions): Promise<DeployContext> {
  const { components: opts, lookups } = options;
  const zoneNames = await readZoneNames(plan.vpcs, lookups);
  const securityGroups = new SecurityGroups(securityGroupRules(plan));
  const { region } = settings;
  const networks = plan.vpcs.map(
    (vpc) => [vpc.name, new Network(vpc.name, { vpc, region, zoneNames, securityGroups }, opts)] as const,
  );
  return { plan, settings, networks: new Map(networks), securityGroups, opts };
}

/**
 * Creates all resources of a plan.
 *
 * @throws pulumi.RunError if the account does not have a zone of the settings
 */
export async function createResources(what: Deployable, options: DeployOptions): Promise<Deployed> {
  const context = await prepare(what, options);
  const { plan, networks, securityGroups, opts } = context;
  const linksV2 = new Map(
    plan.links.flatMap((link) => {
      if (link.version === 1) return [];
      const { linkId } = new VpcLinkV2(link.name, { network: getOrThrow(networks, link.vpc), securityGroups }, opts);
      return [[link.name, linkId] as const];
    }),
  );
  const certificates = createCertificates(plan.certificates, opts);
  const { balancers, targetGroups } = createLoadBalancers(context, certificates);
  const linksV1 = new Map(
    plan.links.flatMap((link) => {
      if (link.version === 2) return [];
      return [
        [link.name, new VpcLinkV1(link.name, { nlb: getOrThrow(balancers, link.balancer) }, opts).linkId] as const,
      ];
    }),
  );
  const namespaces = plan.namespaces.map(
    (namespace) => new CloudMap(namespace.name, { namespace, network: getOrThrow(networks, namespace.vpc) }, opts),
  );
  const created = {
    linksV1,
    linksV2,
    balancers,
    targetGroups,
    discoveryArns: new Map(namespaces.flatMap(({ discoveryArns }) => [...discoveryArns])),
  };
  const services = createServices(context, created);
  const ecsServices = awaitedServices(plan, services);
  const logRole = createLogRole(context);
  const apis = new Map(
    plan.apis.map((api) => {
      const awaited = awaitedBy(api, ecsServices, balancers, context);
      return [api.name, createApi(api, { ...created, awaited }, logRole, context)] as const;
    }),
  );
  const usagePlans = createUsagePlans(plan.usagePlans, apis, opts);
  const domain = createDomain(context, { certificates, apis }, ecsServices, usagePlans.resources);
  const watched = { balancers, targetGroups, services, apis };
  createMonitoring({ plan, region: what.settings.region, watched }, opts);
  securityGroups.assertComplete();
  return { ...created, networks, services, certificates, apis, apiKeyIds: usagePlans.keyIds, ...domain };
}
