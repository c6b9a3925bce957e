import * as aws from "@pulumi/aws";
import type { Settings } from "../core/settings/settings";

/**
 * The AWS provider of all resources. It is explicit, so that awsx uses it too. All its arguments are plain values,
 * because a provider with unknown arguments makes previews empty.
 */
export function createProvider({ region, tags }: Settings): aws.Provider {
  const { profile, allowedAccountIds, forbiddenAccountIds, assumeRoles } = aws.config;
  return new aws.Provider("aws", {
    region,
    ...(profile === undefined ? {} : { profile }),
    ...(allowedAccountIds === undefined ? {} : { allowedAccountIds }),
    ...(forbiddenAccountIds === undefined ? {} : { forbiddenAccountIds }),
    ...(assumeRoles === undefined ? {} : { assumeRoles }),
    ...(Object.keys(tags).length === 0 ? {} : { defaultTags: { tags } }),
  });
}

/** Zone names of the account by zone id. */
export async function readZoneNames(provider: aws.Provider): Promise<Map<string, string>> {
  const { names, zoneIds } = await aws.getAvailabilityZones({}, { provider });
  return new Map(zoneIds.map((id, index) => [id, names[index] ?? ""]));
}
