import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import type { ApiNode } from "../core/plan-api";
import type { NamedPlan } from "../core/former-names";
import { formerNames } from "../core/former-names";
import { connectionBefore, securityGroupRules } from "../core/security-group-rules";
import type { Settings } from "../core/settings/settings";
import type { Account } from "./account";
import { aliasesOf } from "./aliases";
import type { ApiHandle } from "./api-handle";
import type { ApiTargetResources, Created } from "./api-targets";
import { ApiTargets } from "./api-targets";
import { createCertificates } from "./certificates";
import { createLoadBalancers } from "./load-balancers";
import { CloudMap } from "./cloud-map";
import { Domain } from "./domain";
import type { FargateService } from "./fargate-service";
import { createAccount, createKeepAwake } from "./functions";
import { HttpApi } from "./http-api";
import { createMonitoring } from "./monitoring";
import type { InterfaceEndpoint } from "./interface-endpoint";
import { createInterfaceEndpoints } from "./interface-endpoint";
import { Network } from "./network";
import { protectionOf } from "./protection";
import { readZoneNames } from "./provider";
import { getOrThrow } from "./get-or-throw";
import { RestApi } from "./rest-api";
import { RestLogRole } from "./rest-log-role";
import { SecurityGroups } from "./security-groups";
import type { DeployContext } from "./services";
import { createServices } from "./services";
import { createUsagePlans } from "./usage-plans";
import { VpcLinkV1, VpcLinkV2 } from "./vpc-link";

/** What to deploy. */
export interface Deployable {
  readonly plan: Plan;
  readonly settings: Settings;
  /** The plan with each generation of the names of renamed services, the oldest first. */
  readonly former: readonly NamedPlan[];
}

/** Parent and providers of a deployment. */
export interface DeployOptions {
  /** Options of the components. */
  readonly components: pulumi.ComponentResourceOptions;
  /** Options of the lookups in the account. */
  readonly lookups: pulumi.InvokeOptions;
}

/** Created resources of a deployment, by name in the plan. */
export interface Deployed extends Created {
  readonly apis: ReadonlyMap<string, ApiHandle>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly services: ReadonlyMap<string, FargateService>;
  readonly endpoints: ReadonlyMap<string, InterfaceEndpoint>;
  /** ARNs of the certificates. */
  readonly certificates: ReadonlyMap<string, pulumi.Input<string>>;
  /** Ids of the API keys. */
  readonly apiKeyIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** Absent if the plan has no domain. */
  readonly domain?: Domain;
  /** Absent if the stack has nothing for its account. */
  readonly account?: Account;
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
  { plan, former, opts }: DeployContext,
): ApiHandle {
  const args = { api, former, targets: new ApiTargets(api.linkVersion, created), domain: plan.domain };
  if (api.type === "http") return new HttpApi(api.name, args, opts);
  return new RestApi(api.name, { ...args, logRole }, opts);
}

/**
 * @param ecsServices - those that updates wait for, by service
 * @param others - what clients need beside the API and its services
 */
function createDomain(
  { plan, settings, opts }: DeployContext,
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
  const protection = protectionOf(settings);
  const standby = domain.standby === undefined ? undefined : getOrThrow(apis, domain.standby.api);
  return { domain: new Domain(domain.name, { domain, api, standby, certificates, waitsFor, protection }, opts) };
}

async function prepare({ plan, settings, former: before }: Deployable, options: DeployOptions): Promise<DeployContext> {
  const { components: opts, lookups } = options;
  const former = formerNames({ plan, services: settings.services.map(({ name }) => name) }, before);
  const zoneNames = await readZoneNames(plan.vpcs, lookups);
  const securityGroups = new SecurityGroups(securityGroupRules(plan), former);
  const { region } = settings;
  const protection = protectionOf(settings);
  const networks = plan.vpcs.map(
    (vpc) => [vpc.name, new Network(vpc.name, { vpc, region, zoneNames, securityGroups, protection }, opts)] as const,
  );
  return { plan, settings, former, networks: new Map(networks), securityGroups, opts };
}

/**
 * Creates all resources of a plan.
 *
 * @throws pulumi.RunError if the account does not have a zone of the settings
 */
export async function createResources(what: Deployable, options: DeployOptions): Promise<Deployed> {
  const context = await prepare(what, options);
  const { plan, networks, securityGroups, former, opts } = context;
  const linksV2 = new Map(
    plan.links.flatMap((link) => {
      if (link.version === 1) return [];
      const { linkId } = new VpcLinkV2(link.name, { network: getOrThrow(networks, link.vpc), securityGroups }, opts);
      return [[link.name, linkId] as const];
    }),
  );
  const certificates = createCertificates(plan.certificates, opts);
  const endpoints = createInterfaceEndpoints(context);
  const { balancers, targetGroups } = createLoadBalancers(context, { certificates, endpoints });
  const linksV1 = new Map(
    plan.links.flatMap((link) => {
      if (link.version === 2) return [];
      const { name, balancer } = link;
      const linkOpts = { ...opts, ...aliasesOf(former("link", name)) };
      return [[name, new VpcLinkV1(name, { nlb: getOrThrow(balancers, balancer) }, linkOpts).linkId] as const];
    }),
  );
  const namespaces = plan.namespaces.map(
    (namespace) =>
      new CloudMap(namespace.name, { namespace, former, network: getOrThrow(networks, namespace.vpc) }, opts),
  );
  const created = {
    linksV1,
    linksV2,
    balancers,
    targetGroups,
    discoveryArns: new Map(namespaces.flatMap(({ discoveryArns }) => [...discoveryArns])),
  };
  // Alarms that roll back deployments exist before the services, and the APIs, which some of them watch, after those.
  let registered: (apis: Deployed["apis"]) => void = () => undefined;
  const later = new Promise<Deployed["apis"]>((resolve) => {
    registered = resolve;
  });
  const services = createServices(context, created, later);
  const ecsServices = awaitedServices(plan, services);
  const logRole = createLogRole(context);
  const apis = new Map(
    plan.apis.map((api) => {
      const awaited = awaitedBy(api, ecsServices, balancers, context);
      return [api.name, createApi(api, { ...created, awaited }, logRole, context)] as const;
    }),
  );
  registered(apis);
  const usagePlans = createUsagePlans(plan.usagePlans, apis, opts);
  const domain = createDomain(context, { certificates, apis }, ecsServices, usagePlans.resources);
  const watched = { balancers, targetGroups, services, apis };
  createMonitoring({ plan, former, region: what.settings.region, watched }, opts);
  securityGroups.assertComplete();
  createKeepAwake(what, { apis, ...domain }, opts);
  const account = createAccount(what, opts);
  const { keyIds: apiKeyIds } = usagePlans;
  return { ...created, networks, services, endpoints, certificates, apis, apiKeyIds, ...domain, ...account };
}
