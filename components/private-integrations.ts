import * as pulumi from "@pulumi/pulumi";
import type { Accepted } from "../core/decide";
import { instanceNames, renamedPlan, renamedSettings } from "../core/instance";
import type { InstanceNames } from "../core/naming";
import { componentToken } from "../core/package-schema";
import { formatProblems } from "../core/problem";
import type { PrivateIntegrationsArgs } from "./arguments";
import { argumentsOf } from "./arguments";
import { withStatementOfFile } from "./account-statement";
import { announce, decideOn } from "./decisions";
import type { Deployable, Deployed, DeployOptions } from "./deployment";
import { createResources } from "./deployment";
import { createNativeProviders } from "./native-provider";
import type { Outputs } from "./output-types";
import { outputsOf } from "./outputs";
import { createAwsProvider, createAwsxProviders, regionOfProvider } from "./provider";

const renamed = ({ plan, settings, notes, former }: Accepted, names: InstanceNames): Accepted => ({
  plan: renamedPlan(plan, names),
  settings: renamedSettings(settings, names),
  notes,
  former: former.map((before) => ({ plan: renamedPlan(before.plan, names), services: before.services.map(names.own) })),
});

/** @throws pulumi.RunError with all problems of the arguments */
function decideOnArguments(
  name: string,
  args: PrivateIntegrationsArgs,
  opts: pulumi.ComponentResourceOptions,
  names: InstanceNames,
): Accepted {
  const configuration = withStatementOfFile(argumentsOf(name, args, opts));
  const decision = decideOn(configuration);
  announce({ configuration, decision: "problems" in decision ? decision : renamed(decision, names) });
  if ("problems" in decision)
    throw new pulumi.RunError(`PrivateIntegrations ${name}: ${formatProblems(decision.problems)}`);
  return decision;
}

/**
 * Creates the resources with the AWS provider that the component is given or inherits.
 *
 * @throws pulumi.RunError if its Region is known and another one: zones, log drivers and quotas of the plan would be wrong
 */
async function createWith(
  provider: pulumi.ProviderResource,
  name: string,
  deployable: Deployable,
  options: DeployOptions,
): Promise<Deployed> {
  const { region } = deployable.settings;
  const given = await regionOfProvider(provider);
  if (given !== undefined && given !== region)
    throw new pulumi.RunError(
      `PrivateIntegrations ${name}: region: is ${region}, and the AWS provider in its options is in ${given}; set the argument region to ${given}, or give it another provider`,
    );
  return createResources(deployable, options);
}

/**
 * API Gateway in front of private ECS services, as one component. A program can have several of different names: the
 * name of each child begins with the name of the component.
 */
export class PrivateIntegrations extends pulumi.ComponentResource implements Outputs {
  readonly url: Outputs["url"];
  readonly domainTarget?: NonNullable<Outputs["domainTarget"]>;
  readonly option: Outputs["option"];
  readonly api: Outputs["api"];
  readonly standby?: NonNullable<Outputs["standby"]>;
  readonly vpcs: Outputs["vpcs"];
  readonly services: Outputs["services"];
  readonly loadBalancers: Outputs["loadBalancers"];
  readonly endpoints?: NonNullable<Outputs["endpoints"]>;
  readonly vpcLinks: Outputs["vpcLinks"];
  readonly routes: Outputs["routes"];
  readonly apiKeyIds: Outputs["apiKeyIds"];
  readonly headroom: Outputs["headroom"];
  readonly quotaUsage: Outputs["quotaUsage"];
  readonly account?: NonNullable<Outputs["account"]>;
  private readonly deploying: Promise<Deployed>;

  /**
   * @param name - begins the name of each child; at most 25 characters
   * @param args - the settings of a stack file, as plain values
   * @param opts - an AWS provider in them is used for all children; without one, the component creates its own from the
   *   configuration of the stack
   * @throws pulumi.RunError with all problems of the arguments, before anything is registered
   */
  constructor(name: string, args: PrivateIntegrationsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const names = instanceNames(name);
    const decided = decideOnArguments(name, args, opts, names);
    super(componentToken, name, { ...args }, opts);
    for (const note of decided.notes) void pulumi.log.info(note, this);
    const deployable = renamed(decided, names);
    // Not awaited: a constructor cannot. The outputs wait for it, and the run ends after they are registered.
    this.deploying = this.deploy(name, deployable);
    const outputs = outputsOf(decided, names, this.deploying);
    this.url = outputs.url;
    if (outputs.domainTarget !== undefined) this.domainTarget = outputs.domainTarget;
    this.option = outputs.option;
    this.api = outputs.api;
    if (outputs.standby !== undefined) this.standby = outputs.standby;
    this.vpcs = outputs.vpcs;
    this.services = outputs.services;
    this.loadBalancers = outputs.loadBalancers;
    if (outputs.endpoints !== undefined) this.endpoints = outputs.endpoints;
    this.vpcLinks = outputs.vpcLinks;
    this.routes = outputs.routes;
    this.apiKeyIds = outputs.apiKeyIds;
    this.headroom = outputs.headroom;
    this.quotaUsage = outputs.quotaUsage;
    if (outputs.account !== undefined) this.account = outputs.account;
    this.registerOutputs({ ...outputs });
  }

  /**
   * Ends when all children are registered. The SDK waits for it before it lists the children: with `dependsOn` on the
   * component, another resource would else depend on the first of them only.
   */
  protected override async initialize(): Promise<void> {
    // The SDK calls this before the constructor has created anything.
    await Promise.resolve();
    await this.deploying;
  }

  /** The providers of the children are those of the options of the component, or else providers of its own. */
  private deploy(name: string, deployable: Deployable): Promise<Deployed> {
    const { plan, settings } = deployable;
    const awsx = this.getProvider("awsx:index/provider:Provider");
    const forVpcs = awsx === undefined ? createAwsxProviders(name, plan.vpcs, { parent: this }) : [];
    const native = this.getProvider("aws-native:index:Provider");
    const forDomain = native === undefined ? createNativeProviders(name, plan, settings, { parent: this }) : [];
    const others = [...forVpcs, ...forDomain];
    const given = this.getProvider("aws:index/provider:Provider");
    if (given !== undefined) {
      const components = { parent: this, providers: others };
      return createWith(given, name, deployable, { components, lookups: { parent: this } });
    }
    const provider = createAwsProvider(name, settings, { parent: this });
    const components = { parent: this, providers: [provider, ...others] };
    return createResources(deployable, { components, lookups: { provider } });
  }
}
