import type { Properties } from "../values";

/**
 * Zone ids of the Regions that support VPC links V2, in the order of zone names. The mapping of names to zones differs
 * between accounts; this is a simulated account's mapping.
 */
const zoneIds: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": ["use1-az6", "use1-az1", "use1-az2", "use1-az4", "use1-az3", "use1-az5"],
  "us-east-2": ["use2-az1", "use2-az2", "use2-az3"],
  "us-west-1": ["usw1-az3", "usw1-az1"],
  "us-west-2": ["usw2-az2", "usw2-az1", "usw2-az3", "usw2-az4"],
  "us-gov-west-1": ["usgw1-az1", "usgw1-az2", "usgw1-az3"],
  "ca-central-1": ["cac1-az1", "cac1-az2", "cac1-az4"],
  "eu-central-1": ["euc1-az2", "euc1-az3", "euc1-az1"],
  "eu-west-1": ["euw1-az3", "euw1-az1", "euw1-az2"],
  "eu-west-2": ["euw2-az2", "euw2-az3", "euw2-az1"],
  "eu-west-3": ["euw3-az1", "euw3-az2", "euw3-az3"],
  "eu-north-1": ["eun1-az1", "eun1-az2", "eun1-az3"],
  "sa-east-1": ["sae1-az1", "sae1-az2", "sae1-az3"],
  "me-south-1": ["mes1-az1", "mes1-az2", "mes1-az3"],
  "ap-south-1": ["aps1-az1", "aps1-az3", "aps1-az2"],
  "ap-northeast-1": ["apne1-az4", "apne1-az1", "apne1-az2"],
  "ap-northeast-2": ["apne2-az1", "apne2-az2", "apne2-az3", "apne2-az4"],
  "ap-southeast-1": ["apse1-az2", "apse1-az1", "apse1-az3"],
  "ap-southeast-2": ["apse2-az1", "apse2-az3", "apse2-az2"],
  "ap-east-1": ["ape1-az1", "ape1-az2", "ape1-az3"],
};

/** Zone names of a Region in the simulated account, with their ids. @throws Error for an unknown Region */
export function zonesOf(region: string): { readonly names: string[]; readonly zoneIds: string[] } {
  const ids = zoneIds[region];
  if (ids === undefined)
    throw new Error(`the simulator does not know the zones of ${region}; add them to simulator/aws/zones.ts`);
  return { names: ids.map((_, index) => `${region}${"abcdef".charAt(index)}`), zoneIds: [...ids] };
}

/** Zone ids by zone name in the simulated account. @throws Error for an unknown Region */
export function zoneMap(region: string): Readonly<Record<string, string>> {
  const { names, zoneIds: ids } = zonesOf(region);
  return Object.fromEntries(names.map((name, index) => [name, ids[index] ?? ""]));
}

/** Zone ids by zone name in every Region that the simulator supports. */
export const allZones = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(zoneIds).flatMap((region) => Object.entries(zoneMap(region))));

/** Id of a zone name in the simulated account; empty for an unknown name. */
export function zoneIdOf(name: string): string {
  const ids = zoneIds[name.slice(0, -1)] ?? [];
  return ids["abcdef".indexOf(name.slice(-1))] ?? "";
}

/**
 * Zones of these Regions that are missing from AWS's list of zones for VPC links V2.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
const withoutLinksV2 = ["use1-az3", "cac1-az4", "euw3-az2", "apne2-az4", "ape1-az1"];

/** Whether a zone supports VPC links V2. */
export const worksForLinkV2 = (zoneId: string): boolean => !withoutLinksV2.includes(zoneId);

/** Result of a data source. @throws Error for a data source or an argument that the simulator does not support */
export function invoke(token: string, args: Properties, region: string): Properties {
  if (token !== "aws:index/getAvailabilityZones:getAvailabilityZones") {
    throw new Error(`the simulator does not support the data source ${token}; add it to simulator/aws`);
  }
  const filters = Object.keys(args).filter((key) => key !== "region");
  if (filters.length > 0) throw new Error(`the simulator does not support ${filters.join(", ")} of ${token}`);
  return {
    id: region,
    region,
    groupNames: [region],
    ...zonesOf(typeof args["region"] === "string" ? args["region"] : region),
  };
}
