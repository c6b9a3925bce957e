import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { maxInstanceNameLength } from "../core/instance";
import type { Problem } from "../core/problem";
import { namedPath } from "../core/settings/config-path";
import type { StackSettings } from "../core/settings/settings";
import type { Configuration } from "./configuration";
import { observedOverrides } from "./decisions";

/** Arguments of the component `PrivateIntegrations`: plain values, because planning comes before any resource exists. */
export interface PrivateIntegrationsArgs extends StackSettings {
  /** AWS Region, if it is not that of the configuration `aws:region`. */
  readonly region?: string;
}

type Path = readonly PropertyKey[];

const isPending = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;

/** Paths of Outputs in the arguments. */
function outputPaths(value: unknown, path: Path): readonly Path[] {
  if (isPending(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    outputPaths(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A value with `null` instead of each Output: the validations copy it. */
function withoutOutputs(value: unknown): unknown {
  if (isPending(value)) return null;
  if (Array.isArray(value)) return value.map(withoutOutputs);
  return typeof value === "object" && value !== null ? plainValues(value) : value;
}

const plainValues = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, withoutOutputs(value)]));

const outputProblem = (path: Path, values: Configuration["values"]): Problem => ({
  where: namedPath(path, values),
  message:
    "is an Output of a resource, or a secret; allowed: plain values, which the plan needs before resources exist",
  fix: "write the value itself; a container reads secrets from the ARNs in services[].secrets",
});

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
function nameProblems(name: string): readonly Problem[] {
  const isAllowed = /^[A-Za-z](-?[A-Za-z0-9])*$/.test(name) && !/^(internal|sg)(-|$)/i.test(name);
  if (isAllowed && name.length <= maxInstanceNameLength) return [];
  const allowed = `allowed: letters, digits and single hyphens, at most ${maxInstanceNameLength} characters, beginning with a letter but not with internal- or sg-`;
  return [
    {
      where: "name",
      message: `got ${JSON.stringify(name)}; ${allowed}`,
      fix: "choose another name of the component; the names of its resources begin with it",
    },
  ];
}

/** The tags of the settings are default tags of the provider that the component creates. */
function tagProblems(
  { tags = {} }: PrivateIntegrationsArgs,
  opts: pulumi.ComponentResourceOptions,
): readonly Problem[] {
  if (Object.keys(tags).length === 0 || givenAwsProvider(opts) === undefined) return [];
  return [
    {
      where: "tags",
      message: "is set, and the options of the component set an AWS provider, which has tags of its own",
      fix: "remove tags, and set defaultTags of this provider",
    },
  ];
}

/** The arguments of a component in the form of a configuration. */
export function argumentsOf(
  name: string,
  args: PrivateIntegrationsArgs,
  opts: pulumi.ComponentResourceOptions,
): Configuration {
  const { region, ...settings } = args;
  const withheld = outputPaths(settings, []);
  const values = { ...plainValues(settings), ...observedOverrides() };
  return {
    values,
    region: region === undefined || isPending(region) ? aws.config.region : region,
    withheld,
    problems: [
      ...nameProblems(name),
      ...tagProblems(args, opts),
      ...[...withheld, ...outputPaths({ region }, [])].map((path) => outputProblem(path, values)),
    ],
  };
}
