import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ApiNode, Plan } from "../core/plan";
import { targetGroupsByService } from "../core/plan-queries";
import { securityGroupRules } from "../core/security-group-rules";
import type { Settings } from "../core/settings/settings";
import type { Created } from "./api-targets";
import { ApiTargets } from "./api-targets";
import { createLoadBalancers } from "./load-balancers";
import { CloudMap } from "./cloud-map";
import { FargateService } from "./fargate-service";
import { HttpApi } from "./http-api";
import { Network } from "./network";
import { createProvider, readZoneNames } from "./provider";
import { getOrThrow } from "./get-or-throw";
import { RestApi } from "./rest-api";
import { SecurityGroups } from "./security-groups";
import { VpcLinkV1, VpcLinkV2 } from "./vpc-link";

/** Context shared while deploying a plan. */
interface DeployContext {
  readonly plan: Plan;
  readonly settings: Settings;
  readonly networks: ReadonlyMap<string, Network>;
  readonly securityGroups: SecurityGroups;
  readonly opts: pulumi.ComponentResourceOptions;
}

/** Created resources of a deployment, by name in the plan. */
export interface Deployed extends Created {
  readonly urls: ReadonlyMap<string, pulumi.Output<string>>;
}

function createServices(
  { plan, settings, networks, securityGroups, opts }: DeployContext,
  created: Pick<Created, "targetGroups" | "discoveryArns">,
): void {
  const clusters = new Map(
    [...new Set(plan.services.map(({ vpc }) => vpc))].map((vpc) => [
      vpc,
      new aws.ecs.Cluster(vpc, {}, { parent: getOrThrow(networks, vpc) }),
    ]),
  );
  const targetGroups = targetGroupsByService(plan);
  for (const service of plan.services) {
    const { name, vpc } = service;
    new FargateService(
      name,
      {
        service,
        network: getOrThrow(networks, vpc),
        cluster: getOrThrow(clusters, vpc),
        securityGroups,
        logs: {
          groupName: `/ecs/${pulumi.getProject()}/${pulumi.getStack()}/${name}`,
          retentionDays: settings.logRetentionDays,
          region: settings.region,
        },
        targetGroups: (targetGroups.get(name) ?? []).map(({ targetGroup }) =>
          getOrThrow(created.targetGroups, targetGroup.name),
        ),
        discoveryArn: created.discoveryArns.get(name),
      },
      opts,
    );
  }
}

function createApi(api: ApiNode, created: Created, opts: pulumi.ComponentResourceOptions): pulumi.Output<string> {
  const targets = new ApiTargets(api.linkVersion, created);
  return (
    api.type === "http" ? new HttpApi(api.name, { api, targets }, opts) : new RestApi(api.name, { api, targets }, opts)
  ).url;
}

async function prepare(plan: Plan, settings: Settings): Promise<DeployContext> {
  const provider = createProvider(settings);
  const opts = { providers: [provider] };
  const zoneNames = await readZoneNames(provider, plan.vpcs);
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
export async function createResources(plan: Plan, settings: Settings): Promise<Deployed> {
  const context = await prepare(plan, settings);
  const { networks, securityGroups, opts } = context;
  const linksV2 = new Map(
    plan.links.flatMap((link) => {
      if (link.version === 1) return [];
      const { linkId } = new VpcLinkV2(link.name, { network: getOrThrow(networks, link.vpc), securityGroups }, opts);
      return [[link.name, linkId] as const];
    }),
  );
  const { balancers, targetGroups } = createLoadBalancers(plan, networks, securityGroups, opts);
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
  createServices(context, created);
  const urls = new Map(plan.apis.map((api) => [api.name, createApi(api, created, opts)]));
  securityGroups.assertComplete();
  return { ...created, urls };
}
