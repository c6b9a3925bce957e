import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { formatProblems } from "../core/problem";
import type { StackSettings } from "../core/settings/settings";
import type { Configuration } from "./configuration";
import { readConfiguration } from "./configuration";
import { announce, decideOn, observedOverrides } from "./decisions";
import { createResources } from "./deployment";
import type { Outputs } from "./outputs";
import { outputsOf } from "./outputs";
import { createAwsProvider, createAwsxProviders } from "./provider";

/** Settings that a program states itself, in the form that a configuration has. */
function statedBy(settings: StackSettings): Configuration {
  const values = { ...(settings as Readonly<Record<string, unknown>>), ...observedOverrides() };
  return { values, region: aws.config.region, withheld: [], problems: [] };
}

const sameName = (name: string) => name;

/**
 * Plans the services and VPCs of a stack and creates their resources. Invalid settings register nothing.
 *
 * @param settings - the settings; without them, they are read from the configuration of the stack
 * @returns the outputs of the stack
 * @throws pulumi.RunError with all problems of the settings
 */
export async function deploy(settings?: StackSettings): Promise<Outputs> {
  const configuration = settings === undefined ? readConfiguration() : statedBy(settings);
  const decision = decideOn(configuration);
  announce({ configuration, decision });
  if ("problems" in decision) throw new pulumi.RunError(formatProblems(decision.problems));

  for (const note of decision.notes) void pulumi.log.info(note);
  const provider = createAwsProvider("aws", decision.settings);
  const deploying = createResources(decision, {
    components: { providers: [provider, ...createAwsxProviders("awsx", decision.plan.vpcs)] },
    lookups: { provider },
  });
  await deploying;
  return outputsOf(decision, { own: sameName, loadBalancer: sameName }, deploying);
}
