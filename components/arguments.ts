import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { maxInstanceNameLength } from "../core/instance";
import type { Problem } from "../core/problem";
import type { StackSettings } from "../core/settings/settings";
import type { Configuration } from "./configuration";
import { observedOverrides } from "./decisions";
import { plainValues } from "./plain-values";

/** Arguments of the component `PrivateIntegrations`: plain values, because planning comes before any resource exists. */
export interface PrivateIntegrationsArgs extends StackSettings {
  /** AWS Region, if it is not that of the configuration `aws:region`. */
  readonly region?: string | undefined;
}

/** The AWS provider that the options of a component set, or that it inherits. */
function givenAwsProvider({ provider, providers, parent }: pulumi.ComponentResourceOptions) {
  const listed = Array.isArray(providers) ? providers : [];
  const own = [provider, ...listed].find((candidate) => aws.Provider.isInstance(candidate));
  const named = Array.isArray(providers) ? undefined : providers?.["aws"];
  return own ?? named ?? parent?.getProvider("aws:index/provider:Provider");
}

/**
 * Problems of the name: logical names of all resources begin with it, also those of load balancers.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
function nameProblems(name: unknown): readonly Problem[] {
  const isText = typeof name === "string" && name.length <= maxInstanceNameLength;
  if (isText && /^[A-Za-z](-?[A-Za-z0-9])*$/.test(name) && !/^(internal|sg)(-|$)/i.test(name)) return [];
  const allowed = `allowed: letters, digits and single hyphens, at most ${maxInstanceNameLength} characters, beginning with a letter but not with internal- or sg-`;
  return [
    {
      where: "name",
      message: `${name === undefined ? "is missing" : `got ${JSON.stringify(name)}`}; ${allowed}`,
      fix: "choose another name of the component; the names of its resources begin with it",
    },
  ];
}

/** The tags of the settings are default tags of the provider that the component creates. */
function tagProblems(tags: unknown, opts: pulumi.ComponentResourceOptions): readonly Problem[] {
  const isSet = typeof tags === "object" && tags !== null && Object.keys(tags).length > 0;
  if (!isSet || givenAwsProvider(opts) === undefined) return [];
  return [
    {
      where: "tags",
      message: "is set, and the options of the component set an AWS provider, which has tags of its own",
      fix: "remove tags, and set defaultTags of this provider",
    },
  ];
}

/** @returns the Region, or why it is none */
function regionOf(region: unknown): { readonly region: string | undefined; readonly problems: readonly Problem[] } {
  if (region === undefined) return { region: aws.config.region, problems: [] };
  if (typeof region === "string") return { region, problems: [] };
  const message = `got ${JSON.stringify(region)}; allowed: the name of an AWS Region`;
  const problem = { where: "region", message, fix: "write the name of the Region, for example us-east-1" };
  return { region: aws.config.region, problems: [problem] };
}

/** The arguments of a component in the form of a configuration. */
export function argumentsOf(
  name: string,
  args: PrivateIntegrationsArgs,
  opts: pulumi.ComponentResourceOptions,
): Configuration {
  const stated = plainValues(args, "arguments");
  const { region: given, ...settings } = stated.values;
  const isWithheld = stated.withheld.some(([key]) => key === "region");
  const { region, problems } = regionOf(isWithheld ? undefined : given);
  return {
    values: { ...settings, ...observedOverrides() },
    region,
    withheld: stated.withheld,
    problems: [...nameProblems(name), ...tagProblems(settings["tags"], opts), ...problems, ...stated.problems],
  };
}
