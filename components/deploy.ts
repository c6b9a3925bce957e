import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { formatProblems } from "../core/problem";
import type { StackSettings } from "../core/settings/settings";
import { withAccountStatement } from "./account-statement";
import type { Configuration } from "./configuration";
import { readConfiguration } from "./configuration";
import { announce, decideOn, observedValues } from "./decisions";
import { createResources } from "./deployment";
import { createNativeProviders, nativeProviderProblems } from "./native-provider";
import type { Outputs } from "./output-types";
import { outputsOf } from "./outputs";
import { plainValues } from "./plain-values";
import { createAwsProvider, createAwsxProviders } from "./provider";

/**
 * Versions of the CLI. Older ones ignore the resource option `replaceWith` (before 3.207), or cannot be checked (before
 * 3.217, and by `requiredPulumiVersion` of Pulumi.yaml before 3.219).
 */
const cliVersions = ">=3.219.0";

/** @throws pulumi.RunError if the CLI is too old; there is none in an offline preview */
async function requireCli(): Promise<void> {
  try {
    await pulumi.requirePulumiVersion(cliVersions);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(`the Pulumi CLI must be ${cliVersions}; upgrade it, and run this again (${reason})`);
  }
}

/** Settings that a program states itself, in the form that a configuration has. */
function statedBy(settings: StackSettings): Configuration {
  const { values, ...others } = plainValues(settings, "settings");
  return { values: observedValues(values), region: aws.config.region, ...others };
}

/** Stacks whose program has called `deploy`. A process can run several programs, or one program several times. */
const deployedStacks = new WeakSet<pulumi.Resource>();

/** @throws pulumi.RunError at a second call: the names of the resources are those of the settings, without a prefix */
function requireFirstCall(): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return;
  if (deployedStacks.has(stack))
    throw new pulumi.RunError(
      "deploy: is called twice, and both would create resources of the same names; allowed: one call in a program; use the component PrivateIntegrations for each further set (docs/outputs.md of private-integrations)",
    );
  deployedStacks.add(stack);
}

const sameName = (name: string) => name;

/**
 * Plans the services and VPCs of a stack and creates their resources. Invalid settings register nothing.
 *
 * @param settings - the settings; without them, they are read from the configuration of the stack
 * @returns the outputs of the stack
 * @throws pulumi.RunError with all problems of the settings, if the CLI is too old, or at a second call in a program
 */
export async function deploy(settings?: StackSettings): Promise<Outputs> {
  requireFirstCall();
  await requireCli();
  const given = settings === undefined ? readConfiguration() : statedBy(settings);
  const configuration = await withAccountStatement({
    ...given,
    problems: [...given.problems, ...nativeProviderProblems(given.values)],
  });
  const decision = decideOn(configuration);
  announce({ configuration, decision });
  if ("problems" in decision) throw new pulumi.RunError(formatProblems(decision.problems));

  for (const note of decision.notes) void pulumi.log.info(note);
  const provider = createAwsProvider("aws", decision.settings);
  const { plan } = decision;
  const others = [
    ...createAwsxProviders("awsx", plan.vpcs),
    ...createNativeProviders("aws-native", plan, decision.settings),
  ];
  const deployed = await createResources(decision, {
    components: { providers: [provider, ...others] },
    lookups: { provider },
  });
  return outputsOf(decision, { own: sameName, loadBalancer: sameName }, deployed);
}
