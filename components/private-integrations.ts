import * as pulumi from "@pulumi/pulumi";
import type { Accepted } from "../core/decide";
import { instanceNames, renamedPlan, renamedSettings } from "../core/instance";
import type { InstanceNames } from "../core/instance";
import { componentToken } from "../core/package-schema";
import { formatProblems } from "../core/problem";
import type { PrivateIntegrationsArgs } from "./arguments";
import { argumentsOf } from "./arguments";
import { announce, decideOn } from "./decisions";
import type { Deployable, DeployOptions } from "./deployment";
import { createResources } from "./deployment";
import type { Outputs } from "./outputs";
import { outputsOf } from "./outputs";
import { createAwsProvider, createAwsxProviders } from "./provider";

const renamed = ({ plan, settings, notes }: Accepted, names: InstanceNames): Accepted => ({
  plan: renamedPlan(plan, names),
  settings: renamedSettings(settings, names),
  notes,
});

/** @throws pulumi.RunError with all problems of the arguments */
function decideOnArguments(
  name: string,
  args: PrivateIntegrationsArgs,
  opts: pulumi.ComponentResourceOptions,
  names: InstanceNames,
): Accepted {
  const configuration = argumentsOf(name, args, opts);
  const decision = decideOn(configuration);
  announce({ configuration, decision: "problems" in decision ? decision : renamed(decision, names) });
  if ("problems" in decision)
    throw new pulumi.RunError(`PrivateIntegrations ${name}: ${formatProblems(decision.problems)}`);
  return decision;
}

/**
 * API Gateway in front of private ECS services, as one component. A program can have several of different names: the
 * name of each child begins with the name of the component.
 */
export class PrivateIntegrations extends pulumi.ComponentResource implements Outputs {
  readonly url: Outputs["url"];
  readonly option: Outputs["option"];
  readonly api: Outputs["api"];
  readonly vpcs: Outputs["vpcs"];
  readonly services: Outputs["services"];
  readonly loadBalancers: Outputs["loadBalancers"];
  readonly vpcLinks: Outputs["vpcLinks"];
  readonly routes: Outputs["routes"];
  readonly headroom: Outputs["headroom"];

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
    const deploying = createResources(deployable, this.options(name, deployable));
    const outputs = outputsOf(decided, names, deploying);
    this.url = outputs.url;
    this.option = outputs.option;
    this.api = outputs.api;
    this.vpcs = outputs.vpcs;
    this.services = outputs.services;
    this.loadBalancers = outputs.loadBalancers;
    this.vpcLinks = outputs.vpcLinks;
    this.routes = outputs.routes;
    this.headroom = outputs.headroom;
    this.registerOutputs({ ...outputs });
  }

  /** Providers of the children: those of the options of the component, or else providers of its own. */
  private options(name: string, { plan, settings }: Deployable): DeployOptions {
    const awsx = this.getProvider("awsx:index/provider:Provider");
    const forVpcs = awsx === undefined ? createAwsxProviders(name, plan.vpcs, { parent: this }) : [];
    if (this.getProvider("aws:index/provider:Provider") !== undefined)
      return { components: { parent: this, providers: forVpcs }, lookups: { parent: this } };
    const provider = createAwsProvider(name, settings, { parent: this });
    return { components: { parent: this, providers: [provider, ...forVpcs] }, lookups: { provider } };
  }
}
