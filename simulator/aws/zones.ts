import type { Properties } from "../values";

const numbered = (prefix: string, ...numbers: number[]) => numbers.map((number) => `${prefix}-az${number}`);

/**
 * Zone ids of the Regions, in the order of zone names. The mapping of names to zones differs between accounts; this is
 * a simulated account's mapping.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const zoneIds: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": numbered("use1", 6, 1, 2, 4, 3, 5),
  "us-east-2": numbered("use2", 1, 2, 3),
  "us-west-1": numbered("usw1", 3, 1, 2),
  "us-west-2": numbered("usw2", 2, 1, 3, 4),
  "us-gov-west-1": numbered("usgw1", 1, 2, 3),
  "ca-central-1": numbered("cac1", 1, 2, 4),
  "ca-west-1": numbered("caw1", 1, 2, 3),
  "mx-central-1": numbered("mxc1", 1, 2, 3),
  "sa-east-1": numbered("sae1", 1, 2, 3),
  "af-south-1": numbered("afs1", 1, 2, 3),
  "ap-east-1": numbered("ape1", 1, 2, 3),
  "ap-east-2": numbered("ape2", 1, 2, 3),
  "ap-northeast-1": numbered("apne1", 4, 1, 2, 3),
  "ap-northeast-2": numbered("apne2", 1, 2, 3, 4),
  "ap-northeast-3": numbered("apne3", 3, 1, 2),
  "ap-south-1": numbered("aps1", 1, 3, 2),
  "ap-south-2": numbered("aps2", 1, 2, 3),
  "ap-southeast-1": numbered("apse1", 2, 1, 3),
  "ap-southeast-2": numbered("apse2", 1, 3, 2),
  "ap-southeast-3": numbered("apse3", 1, 2, 3),
  "ap-southeast-4": numbered("apse4", 1, 2, 3),
  "ap-southeast-5": numbered("apse5", 1, 2, 3),
  "ap-southeast-6": numbered("apse6", 1, 2, 3),
  "ap-southeast-7": numbered("apse7", 1, 2, 3),
  "eu-central-1": numbered("euc1", 2, 3, 1),
  "eu-central-2": numbered("euc2", 1, 2, 3),
  "eu-north-1": numbered("eun1", 1, 2, 3),
  "eu-south-1": numbered("eus1", 1, 2, 3),
  "eu-south-2": numbered("eus2", 1, 2, 3),
  "eu-west-1": numbered("euw1", 3, 1, 2),
  "eu-west-2": numbered("euw2", 2, 3, 1, 4),
  "eu-west-3": numbered("euw3", 1, 2, 3),
  "il-central-1": numbered("ilc1", 1, 2, 3),
  "me-central-1": numbered("mec1", 1, 2, 3),
  "me-south-1": numbered("mes1", 1, 2, 3),
};

const letters = "abcdefghijklmnopqrstuvwxyz";
const prefixOf = (zoneId: string) => zoneId.replace(/-az\d+$/, "");
const known = (region: string): readonly string[] => zoneIds[region] ?? [];
const isKnown = (zoneId: string) => Object.values(zoneIds).some(([first = ""]) => prefixOf(first) === prefixOf(zoneId));

/**
 * Zone names of a Region in the simulated account, with their ids. In a Region that is missing from the table, the zones
 * that the configuration names exist, unless they belong to another Region.
 *
 * @param named - zone ids in the configuration of the stack
 * @throws Error for a Region that has no zone
 */
export function zonesOf(
  region: string,
  named: readonly string[] = [],
): { readonly names: string[]; readonly zoneIds: string[] } {
  const ids = region in zoneIds ? [...known(region)] : named.filter((zoneId) => !isKnown(zoneId));
  if (ids.length === 0)
    throw new Error(`the simulator does not know the zones of ${region}; add them to simulator/aws/zones.ts`);
  return { names: ids.map((_, index) => `${region}${letters.charAt(index)}`), zoneIds: ids };
}

/** Zone ids by zone name in the simulated account. @throws Error for a Region that has no zone */
export function zoneMap(region: string, named: readonly string[] = []): Readonly<Record<string, string>> {
  const { names, zoneIds: ids } = zonesOf(region, named);
  return Object.fromEntries(names.map((name, index) => [name, ids[index] ?? ""]));
}

/** Zone ids by zone name in every Region that the simulator knows. */
export const allZones = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(zoneIds).flatMap((region) => Object.entries(zoneMap(region))));

/** Id of a zone name in the simulated account; empty for an unknown name. */
export const zoneIdOf = (name: string): string => known(name.slice(0, -1))[letters.indexOf(name.slice(-1))] ?? "";

/** Zone ids in the configuration of a stack. */
export const namedZones = (config: Readonly<Record<string, string>>): readonly string[] => [
  ...new Set(Object.values(config).flatMap((text) => text.match(/\b[a-z]+(-[a-z]+)?\d-az\d+\b/g) ?? [])),
];

/**
 * Zones of these Regions that are missing from AWS's list of zones for VPC links V2.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
const withoutLinksV2 = [
  "use1-az3",
  "usw1-az2",
  "cac1-az4",
  "euw2-az4",
  "euw3-az2",
  "apne1-az3",
  "apne2-az4",
  "ape1-az1",
];

/** Whether a zone supports VPC links V2. */
export const worksForLinkV2 = (zoneId: string): boolean => !withoutLinksV2.includes(zoneId);

/** Result of a data source. @throws Error for a data source or an argument that the simulator does not support */
export function invoke(token: string, args: Properties, region: string, named: readonly string[] = []): Properties {
  if (token !== "aws:index/getAvailabilityZones:getAvailabilityZones") {
    throw new Error(`the simulator does not support the data source ${token}; add it to simulator/aws`);
  }
  const filters = Object.keys(args).filter((key) => key !== "region");
  if (filters.length > 0) throw new Error(`the simulator does not support ${filters.join(", ")} of ${token}`);
  return {
    id: region,
    region,
    groupNames: [region],
    ...zonesOf(typeof args["region"] === "string" ? args["region"] : region, named),
  };
}
