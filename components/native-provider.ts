import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import type { Problem } from "../core/problem";
import type { Settings } from "../core/settings/settings";
import { configured, keptSecret } from "./provider";

/** Version of the plugin, which the engine installs when a stack first has a domain. */
const pluginVersion = "1.79.0";

type Configured = Readonly<Record<string, unknown>>;

/**
 * Settings that both providers have with one meaning. The native one reads no others of the AWS provider beside the
 * Region, the role and the credentials file; it ignores some that its schema has, as `insecure`.
 * Source: https://github.com/pulumi/pulumi-aws-native/blob/master/provider/pkg/provider/provider.go (Configure)
 */
const sameSettings = [
  "accessKey",
  "secretKey",
  "token",
  "profile",
  "allowedAccountIds",
  "forbiddenAccountIds",
  "maxRetries",
  "skipCredentialsValidation",
] as const;

/**
 * Settings that decide which account, credentials or endpoints are used, and that only the AWS provider has, each with
 * what sets the same for both. Ignored, they would let the mapping be created elsewhere or not at all.
 */
const refusedSettings: Readonly<Record<string, string>> = {
  assumeRoleWithWebIdentity: "set AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE in the environment",
  sharedConfigFiles: "set AWS_CONFIG_FILE in the environment",
  endpoints: "set AWS_ENDPOINT_URL in the environment",
  ec2MetadataServiceEndpoint: "set AWS_EC2_METADATA_SERVICE_ENDPOINT in the environment",
  ec2MetadataServiceEndpointMode: "set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE in the environment",
  customCaBundle: "set AWS_CA_BUNDLE in the environment",
  httpProxy: "set HTTP_PROXY in the environment",
  httpsProxy: "set HTTPS_PROXY in the environment",
  noProxy: "set NO_PROXY in the environment",
  useDualstackEndpoint: "set AWS_USE_DUALSTACK_ENDPOINT=true in the environment",
  useFipsEndpoint: "set AWS_USE_FIPS_ENDPOINT=true in the environment",
  stsRegion: "let a profile of the AWS configuration file assume the role, and set aws:profile",
};

const isSet = (value: unknown) => value !== undefined && value !== false && value !== "";

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const firstRole = (aws: Configured) => list(aws["assumeRoles"])[0] as Configured | undefined;

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Seconds of a duration such as `1h30m`, as the AWS provider has it. */
const seconds = (duration: string): number =>
  [...duration.matchAll(/([\d.]+)(ms|us|µs|ns|h|m|s)/g)].reduce(
    (sum, [, count, unit = "s"]) => sum + Number(count) * (unitSeconds[unit] ?? 1),
    0,
  );

/** A role as the native provider has it. */
function assumedRole({ duration, ...role }: Configured): Configured {
  return typeof duration === "string" ? { ...role, durationSeconds: Math.round(seconds(duration)) } : role;
}

/** Keys of credentials, which are secret whatever the configuration says, as in the AWS provider. */
const credentials: readonly string[] = ["accessKey", "secretKey", "token"];

function textOf(key: string, value: unknown): pulumi.Input<string> {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return credentials.includes(key) ? pulumi.secret(text) : keptSecret(key, text);
}

/** Arguments of the native provider: a provider has texts only, and other values as JSON. */
export function nativeProviderArgs({ region }: Settings): Record<string, pulumi.Input<string>> {
  const aws = configured();
  const [file] = list(aws["sharedCredentialsFiles"]);
  const role = firstRole(aws);
  const same = sameSettings.filter((key) => aws[key] !== undefined).map((key) => [key, textOf(key, aws[key])] as const);
  return {
    region,
    ...Object.fromEntries(same),
    ...(file === undefined ? {} : { sharedCredentialsFile: textOf("sharedCredentialsFiles", file) }),
    ...(role === undefined ? {} : { assumeRole: textOf("assumeRoles", assumedRole(role)) }),
  };
}

class NativeProvider extends pulumi.ProviderResource {}

/**
 * Creates the provider of the API mapping, if the plan has a domain: the engine installs the plugin of each provider.
 */
export const createNativeProviders = (
  name: string,
  plan: Plan,
  settings: Settings,
  opts: pulumi.ResourceOptions = {},
): pulumi.ProviderResource[] =>
  plan.domain === undefined
    ? []
    : [new NativeProvider("aws-native", name, nativeProviderArgs(settings), { ...opts, version: pluginVersion })];

const problem = (key: string, message: string, fix: string): Problem => ({
  where: `aws:${key}`,
  message: `${message}, and domain is set; its mapping is a resource of the provider aws-native`,
  fix: `${fix}, or remove domain`,
});

function roleProblems(aws: Configured): readonly Problem[] {
  const count = list(aws["assumeRoles"]).length;
  const byProfile = "let a profile of the AWS configuration file assume the roles, and set aws:profile";
  if (count > 1)
    return [
      problem("assumeRoles", `has ${count} roles`, `allowed: one role, which both providers assume; ${byProfile}`),
    ];
  if (firstRole(aws)?.["sourceIdentity"] === undefined) return [];
  return [
    problem("assumeRoles", "has sourceIdentity", `remove it, because only the AWS provider has it; or ${byProfile}`),
  ];
}

/**
 * Settings of the AWS provider that the provider of the mapping lacks. Without a domain there is none.
 *
 * @param values - configuration values by key, without the project's namespace
 */
export function nativeProviderProblems(values: Configured): readonly Problem[] {
  if (values["domain"] === undefined) return [];
  const aws = configured();
  const files = list(aws["sharedCredentialsFiles"]).length;
  const refused = Object.entries(refusedSettings).filter(([key]) => isSet(aws[key]));
  return [
    ...roleProblems(aws),
    ...(files > 1
      ? [problem("sharedCredentialsFiles", `has ${files} files`, "write one file, which both providers read")]
      : []),
    ...refused.map(([key, fix]) =>
      problem(key, "is set", `remove it, because only the AWS provider has it, and ${fix}, which both providers read`),
    ),
  ];
}
