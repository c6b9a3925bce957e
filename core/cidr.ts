import { Netmask } from "netmask";

/** IP addresses that AWS reserves in each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const reservedAddresses = 5;

/** Prefix lengths of the largest and smallest VPC or subnet, from the same source. */
const prefixLength = { largest: 16, smallest: 28 };

/**
 * Ranges that no VPC can have, because hosts and networks use them for themselves: this network, loopback, link-local
 * (the metadata service and the endpoint of task credentials), multicast, and reserved with broadcast.
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry. Public ranges and 100.64.0.0/10 are allowed:
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const specialRanges = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"];

/** Blocks for private networks, the same page: the usual choice for a VPC. */
const privateRanges = "10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16";

/** What is wrong with an IPv4 block of any size, if anything. */
export function blockFault(text: string): string | undefined {
  // A leading zero makes a number octal for some readers.
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}\/(0|[1-9]\d*)$/.test(text)) return "not an IPv4 block such as 10.1.0.0/16";
  let block: Netmask;
  try {
    block = new Netmask(text);
  } catch {
    return "not an IPv4 block such as 10.1.0.0/16";
  }
  const { base, bitmask } = block;
  return `${base}/${bitmask}` === text ? undefined : `host bits are set; the block starts at ${base}/${bitmask}`;
}

/**
 * Says why a text is not an IPv4 block that AWS accepts for a VPC or subnet.
 *
 * @returns `undefined` if it is such a block
 */
export function cidrFault(text: string): string | undefined {
  const fault = blockFault(text);
  if (fault !== undefined) return fault;
  const { bitmask } = new Netmask(text);
  if (bitmask < prefixLength.largest || bitmask > prefixLength.smallest) return "allowed: /16 to /28";
  const special = specialRanges.find((range) => overlaps(range, text));
  return special === undefined
    ? undefined
    : `in ${special}, which no VPC can use; allowed: a block of ${privateRanges}, or a public block of your own`;
}

/** Whether two blocks share an address. */
export function overlaps(a: string, b: string): boolean {
  const [left, right] = [new Netmask(a), new Netmask(b)];
  return left.contains(right) || right.contains(left);
}

/** IP addresses of a subnet that AWS does not reserve. */
export const usableAddresses = (cidr: string) => new Netmask(cidr).size - reservedAddresses;

/** Subnet blocks of one zone, as `awsx.ec2.Vpc` lays them out. */
interface ZoneLayout {
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/** Subnets of a VPC by zone; awsx takes `zonePrefixLength` as `availabilityZoneCidrMask`. */
export interface VpcLayout {
  readonly zonePrefixLength: number;
  readonly zones: readonly ZoneLayout[];
}

/**
 * Prefix length of the block of one zone. The VPC is divided for at least four zones, because a later change of the
 * block size would replace every subnet.
 */
function zonePrefixLength(vpcPrefixLength: number, zoneCount: number): number {
  return vpcPrefixLength + Math.ceil(Math.log2(Math.max(4, zoneCount)));
}

/**
 * Lays out the subnets of a VPC as awsx does with strategy "Auto" and one public and one private subnet per zone: each
 * zone block is halved, and the public subnet gets the first half.
 *
 * @param cidr - block of the VPC
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
