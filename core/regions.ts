/**
 * Prefix of the zone ids of each Region: `use1` of `use1-az1`. AWS derives it from the name of the Region, but not
 * always in the same way. Read on 2026-11-26.
 * Sources: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html and, for
 * us-gov-west-1, https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html; for
 * cn-north-1, https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
 */
const zonePrefixes: Readonly<Record<string, string>> = {
  "us-east-1": "use1",
  "us-east-2": "use2",
  "us-west-1": "usw1",
  "us-west-2": "usw2",
  "us-gov-east-1": "usge1",
  "us-gov-west-1": "usgw1",
  "ca-central-1": "cac1",
  "ca-west-1": "caw1",
  "mx-central-1": "mxc1",
  "sa-east-1": "sae1",
  "af-south-1": "afs1",
  "ap-east-1": "ape1",
  "ap-east-2": "ape2",
  "ap-northeast-1": "apne1",
  "ap-northeast-2": "apne2",
  "ap-northeast-3": "apne3",
  "ap-south-1": "aps1",
  "ap-south-2": "aps2",
  "ap-southeast-1": "apse1",
  "ap-southeast-2": "apse2",
  "ap-southeast-3": "apse3",
  "ap-southeast-4": "apse4",
  "ap-southeast-5": "apse5",
  "ap-southeast-6": "apse6",
  "ap-southeast-7": "apse7",
  "cn-north-1": "cnn1",
  "cn-northwest-1": "cnnw1",
  "eu-central-1": "euc1",
  "eu-central-2": "euc2",
  "eu-north-1": "eun1",
  "eu-south-1": "eus1",
  "eu-south-2": "eus2",
  "eu-west-1": "euw1",
  "eu-west-2": "euw2",
  "eu-west-3": "euw3",
  "il-central-1": "ilc1",
  "me-central-1": "mec1",
  "me-south-1": "mes1",
};

/** Names of the Regions whose zones are known. */
export const knownRegions: readonly string[] = Object.keys(zonePrefixes);

/** Prefix of the zone ids of a Region; undefined for a Region that is newer than the table. */
export const zonePrefix = (region: string): string | undefined => zonePrefixes[region];

/** Region of a zone id; undefined if its prefix is unknown. */
export function regionOfZone(zoneId: string): string | undefined {
  const prefix = zoneId.replace(/-az\d+$/, "");
  return knownRegions.find((region) => zonePrefixes[region] === prefix);
}

const directions = "(north|south|east|west|central|northeast|northwest|southeast|southwest)";

/** Whether a text has the form of a Region's name. AWS adds Regions, so an unknown name of this form is accepted. */
export const looksLikeRegion = (text: string): boolean =>
  new RegExp(`^([a-z]{2}|us-gov|us-iso[a-z]?|eu-isoe|eusc-[a-z]{2})-${directions}-\\d$`).test(text);

/**
 * Zones in which Fargate runs Linux tasks, for the Regions where these are not all zones. Read on 2026-11-26.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
 */
const fargateZones: Readonly<Record<string, readonly string[]>> = {
  "us-west-1": ["usw1-az1", "usw1-az3"],
  "ap-northeast-1": ["apne1-az1", "apne1-az2", "apne1-az4"],
  "cn-north-1": ["cnn1-az1", "cnn1-az2"],
};

/** Zones of a Region in which Fargate runs; undefined if it runs in all. */
export const fargateZonesOf = (region: string): readonly string[] | undefined => fargateZones[region];

const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["us-iso-", "aws-iso"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/**
 * Partition of a Region, the second part of every ARN there.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export const partitionOf = (region: string): string =>
  partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";

/** Domain of the ECR registries in a Region. Source: https://docs.aws.amazon.com/general/latest/gr/ecr.html */
export const ecrDomain = (region: string): string =>
  `dkr.ecr.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;

/**
 * Service name of a VPC endpoint. In China, those of ECR begin with `cn.`, and those of the other services do not.
 * Source: https://github.com/aws/aws-cdk/pull/16139
 */
export function endpointService(region: string, service: string): string {
  const prefix = region.startsWith("cn-") && service.startsWith("ecr.") ? "cn." : "";
  return `${prefix}com.amazonaws.${region}.${service}`;
}
