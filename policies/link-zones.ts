const numbered = (prefix: string, ...numbers: number[]) => numbers.map((n) => `${prefix}-az${n}`);

/**
 * Zone IDs that support V2 VPC links, by Region. AWS lists none for a Region that is missing here.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
const zonesOfVpcLinkV2: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": numbered("use1", 1, 2, 4, 5, 6),
  "us-east-2": numbered("use2", 1, 2, 3),
  "us-west-1": numbered("usw1", 1, 3),
  "us-west-2": numbered("usw2", 1, 2, 3, 4),
  "us-gov-west-1": numbered("usgw1", 1, 2, 3),
  "ca-central-1": numbered("cac1", 1, 2),
  "eu-central-1": numbered("euc1", 1, 2, 3),
  "eu-west-1": numbered("euw1", 1, 2, 3),
  "eu-west-2": numbered("euw2", 1, 2, 3),
  "eu-west-3": numbered("euw3", 1, 3),
  "eu-north-1": numbered("eun1", 1, 2, 3),
  "sa-east-1": numbered("sae1", 1, 2, 3),
  "me-south-1": numbered("mes1", 1, 2, 3),
  "ap-south-1": numbered("aps1", 1, 2, 3),
  "ap-northeast-1": numbered("apne1", 1, 2, 4),
  "ap-northeast-2": numbered("apne2", 1, 2, 3),
  "ap-southeast-1": numbered("apse1", 1, 2, 3),
  "ap-southeast-2": numbered("apse2", 1, 2, 3),
  "ap-east-1": numbered("ape1", 2, 3),
};

/** Zone IDs of a Region that support V2 VPC links; undefined if AWS lists none. */
export const linkZones = (region: string): readonly string[] | undefined => zonesOfVpcLinkV2[region];

/** Whether a zone such as `use1-az1` supports V2 VPC links; undefined if AWS lists none for its Region. */
export function worksInZone(zoneId: string): boolean | undefined {
  const region = Object.values(zonesOfVpcLinkV2).find(([first]) => first?.split("-")[0] === zoneId.split("-")[0]);
  return region?.includes(zoneId);
}
