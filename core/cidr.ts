import { Netmask } from "netmask";

/** Addresses that AWS keeps in every subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const reservedAddresses = 5;

/** Smallest and largest prefix length of a VPC or subnet, same source. */
const prefixLength = { largest: 16, smallest: 28 };

/**
 * Why a text is no IPv4 block that AWS takes for a VPC or subnet.
 *
 * @returns `undefined` if it is one
 */
export function cidrFault(text: string): string | undefined {
  if (!/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text)) return "not an IPv4 block such as 10.1.0.0/16";
  let block: Netmask;
  try {
    block = new Netmask(text);
  } catch {
    return "not an IPv4 block such as 10.1.0.0/16";
  }
  if (`${block.base}/${block.bitmask}` !== text)
    return `host bits are set; the block starts at ${block.base}/${block.bitmask}`;
  if (block.bitmask < prefixLength.largest || block.bitmask > prefixLength.smallest) return "AWS takes /16 to /28";
  return undefined;
}

/** Whether two blocks share an address. */
export function overlaps(a: string, b: string): boolean {
  const [left, right] = [new Netmask(a), new Netmask(b)];
  return left.contains(right) || right.contains(left);
}

/** Addresses that AWS leaves free in a subnet. */
export const usableAddresses = (cidr: string) => new Netmask(cidr).size - reservedAddresses;

/** One zone of a VPC as `awsx.ec2.Vpc` lays it out. */
interface ZoneLayout {
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/** A VPC cut into zones; `zonePrefixLength` goes to awsx as `availabilityZoneCidrMask`. */
export interface VpcLayout {
  readonly zonePrefixLength: number;
  readonly zones: readonly ZoneLayout[];
}

/**
 * Prefix length of one zone's block: the VPC is cut for four zones at least, since the block size of a live VPC can
 * never change without replacing every subnet.
 */
function zonePrefixLength(vpcPrefixLength: number, zoneCount: number): number {
  return vpcPrefixLength + Math.ceil(Math.log2(Math.max(4, zoneCount)));
}

/**
 * Subnets of a VPC as awsx's strategy "Auto" lays out one public and one private spec per zone: each zone block is
 * halved, the public half first.
 *
 * @param cidr - the VPC's block
 * @param zoneCount - at least 1
 * @returns `undefined` if the subnets would be smaller than AWS allows (/28)
 */
export function layOutVpc(cidr: string, zoneCount: number): VpcLayout | undefined {
  const vpc = new Netmask(cidr);
  const zoneLength = zonePrefixLength(vpc.bitmask, zoneCount);
  const subnetLength = zoneLength + 1;
  if (subnetLength > prefixLength.smallest) return undefined;
  const zones = Array.from({ length: zoneCount }, (_, index) => {
    const publicHalf = new Netmask(`${vpc.base}/${subnetLength}`).next(index * 2);
    return { publicCidr: publicHalf.toString(), privateCidr: publicHalf.next().toString() };
  });
  return { zonePrefixLength: zoneLength, zones };
}
