import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { maxInstanceNameLength } from "../core/instance";
import type { Problem } from "../core/problem";
import type { StackSettings } from "../core/settings/settings";
import type { Configuration } from "./configuration";
import { observedValues } from "./decisions";
import { nativeProviderProblems } from "./native-provider";
import { plainValues } from "./plain-values";

/** Arguments of the component `PrivateIntegrations`: plain values, because planning comes before any resource exists. */
export interface PrivateIntegrationsArgs extends StackSettings {
  /** AWS Region, if it is not that of the configuration `aws:region`. */
  readonly region?: string | undefined;
}

/** The provider of a package that the options of a component set, or that it inherits. */
function givenProvider(name: "aws" | "aws-native", options: pulumi.ComponentResourceOptions) {
  const { provider, providers, parent } = options;
  const listed = Array.isArray(providers) ? providers : [];
  // The SDK's typings lack it.
  const packageOf = (candidate: pulumi.ProviderResource & { getPackage?: () => string }) => candidate.getPackage?.();
  const own = [...(provider === undefined ? [] : [provider]), ...listed].find(
    (candidate) => packageOf(candidate) === name,
  );
  const named = Array.isArray(providers) ? undefined : providers?.[name];
  return own ?? named ?? parent?.getProvider(`${name}:index:Provider`);
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
  if (!isSet || givenProvider("aws", opts) === undefined) return [];
  return [
    {
      where: "tags",
      message: "is set, and the options of the component set an AWS provider, which has tags of its own",
      fix: "remove tags, and set defaultTags of this provider",
    },
  ];
}

/**
 * The mapping of a domain needs a provider of another package with the same account. The settings of an AWS provider
 * that exists already cannot be read, so another account would be a guess.
 */
function domainProblems(values: Configuration["values"], opts: pulumi.ComponentResourceOptions): readonly Problem[] {
  if (values["domain"] === undefined || givenProvider("aws-native", opts) !== undefined) return [];
  if (givenProvider("aws", opts) === undefined) return nativeProviderProblems(values);
  return [
    {
      where: "domain",
      message:
        "is set, and the options of the component set an AWS provider, whose credentials cannot be read; the mapping of the domain is a resource of the provider aws-native",
      fix: "add a provider aws-native of the same account and Region to `providers` of the component (docs/outputs.md of private-integrations)",
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
    values: observedValues(settings),
    region,
    withheld: stated.withheld,
    problems: [
      ...nameProblems(name),
      ...tagProblems(settings["tags"], opts),
      ...domainProblems(settings, opts),
      ...problems,
      ...stated.problems,
    ],
  };
}
