import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { VpcNode } from "../core/plan";
import type { Settings } from "../core/settings/settings";
import { isConfigSecret } from "./secret-keys";

/**
 * Arguments of the provider that the stack configures in the namespace `aws`, all of them: only the default provider
 * reads that namespace itself. `aws.config` has them with their types, but also with defaults, which would change the
 * provider of existing stacks.
 */
export function configured(): Record<string, unknown> {
  const { config } = aws as unknown as { readonly config: Readonly<Record<string, unknown>> };
  const names = Object.keys(pulumi.runtime.allConfig()).flatMap((key) => (key.startsWith("aws:") ? key.slice(4) : []));
  return Object.fromEntries(names.filter((name) => name in config).map((name) => [name, config[name]]));
}

/** A value of the namespace `aws`, which stays secret if it is one. */
export const keptSecret = <T>(name: string, value: T): T | pulumi.Output<T> =>
  isConfigSecret(`aws:${name}`) ? (pulumi.secret(value) as pulumi.Output<T>) : value;

/** Arguments of the provider; secrets of the configuration stay secret. The tags of the settings win over `aws:defaultTags`. */
export function providerArgs({ region, tags }: Settings): aws.ProviderArgs {
  const merged = { ...aws.config.defaultTags?.tags, ...tags };
  const defaultTags = Object.keys(merged).length === 0 ? {} : { defaultTags: { tags: merged } };
  const args = Object.entries({ ...configured(), region, ...defaultTags });
  return Object.fromEntries(args.map(([name, value]) => [name, keptSecret(name, value)]));
}

/**
 * Creates the AWS provider of all resources. It is explicit, so that awsx uses it too. All its arguments are plain
 * values, because a provider with unknown arguments makes previews empty.
 */
export const createAwsProvider = (name: string, settings: Settings, opts: pulumi.ResourceOptions = {}): aws.Provider =>
  new aws.Provider(name, providerArgs(settings), opts);

/**
 * Region of an AWS provider, if it is set and known. An Output has the value as a promise, which is undefined if the value
 * is unknown; the SDK's typings lack it, and `apply` would never run.
 */
export async function regionOfProvider(provider: pulumi.ProviderResource): Promise<string | undefined> {
  if (!aws.Provider.isInstance(provider)) return undefined;
  const region = provider.region as unknown as { readonly promise?: () => Promise<unknown> } | undefined;
  const value = await region?.promise?.();
  return typeof value === "string" ? value : undefined;
}

/**
 * Creates the provider of new VPCs, if the plan has some: the engine installs the plugin of each provider. A stack with
 * `pulumi:disable-default-providers` has no other.
 */
export const createAwsxProviders = (
  name: string,
  vpcs: readonly VpcNode[],
  opts: pulumi.ResourceOptions = {},
): awsx.Provider[] => (vpcs.some(({ kind }) => kind === "new") ? [new awsx.Provider(name, {}, opts)] : []);

/**
 * Zone names of the account by zone id.
 *
 * @param vpcs - VPCs whose zones are needed
 * @param lookups - options with the provider of the account
 * @throws pulumi.RunError if the account does not have one of them, before anything is registered in them
 */
export async function readZoneNames(
  vpcs: readonly VpcNode[],
  lookups: pulumi.InvokeOptions,
): Promise<Map<string, string>> {
  const created = vpcs.flatMap((vpc) => (vpc.kind === "new" ? [vpc] : []));
  if (created.length === 0) return new Map();
  const { names, zoneIds } = await aws.getAvailabilityZones({}, lookups);
  const missing = created.flatMap(({ name, zones }) =>
    zones
      .filter(({ id }) => !zoneIds.includes(id))
      .map(({ id }) => `vpcs (${name}).zones: the account has no zone ${id}; allowed: ${zoneIds.join(", ")}`),
  );
  if (missing.length > 0) throw new pulumi.RunError(missing.join("\n"));
  return new Map(zoneIds.map((id, index) => [id, names[index] ?? ""]));
}
