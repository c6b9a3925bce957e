import * as aws from "@pulumi/aws";
import type { Settings } from "../core/settings/settings";

/**
 * The provider of every resource. Explicit, so that awsx uses the same one; all its arguments are plain, since unknown
 * ones make previews empty.
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

/** Names of the account's zones by id. */
export async function readZoneNames(provider: aws.Provider): Promise<Map<string, string>> {
  const { names, zoneIds } = await aws.getAvailabilityZones({}, { provider });
  return new Map(zoneIds.map((id, index) => [id, names[index] ?? ""]));
}
