import { Netmask } from "netmask";

/** One entry of `subnetSpecs`. */
export interface SubnetSpec {
  readonly type: "Public" | "Private" | "Isolated";
  readonly name?: string;
  readonly cidrMask?: number;
}

/** A subnet with the address range that awsx gives it. */
export interface LaidOutSubnet {
  readonly spec: SubnetSpec;
  /** From 1, in the order of the zone names. */
  readonly zone: number;
  readonly cidrBlock: string;
}

const order = ["Public", "Private", "Isolated"] as const;
const toLong = (address: string) => new Netmask(`${address}/32`).netLong;

function toAddress(long: number): string {
  return [24, 16, 8, 0].map((shift) => (long >>> shift) & 255).join(".");
}

/**
 * Subnets under strategy "Auto", as observed. The VPC is divided into equal blocks, one per zone. In each block the specs
 * are placed in the order given, each at the next address aligned to its size.
 *
 * @param zoneMask - `availabilityZoneCidrMask`; by default the VPC is divided by the number of its zones
 * @returns the subnets zone by zone; in a zone public, private, isolated
 */
export function layOut(cidr: string, zones: number, specs: readonly SubnetSpec[], zoneMask?: number): LaidOutSubnet[] {
  const vpc = new Netmask(cidr);
  const mask = zoneMask ?? vpc.bitmask + Math.ceil(Math.log2(zones));
  return Array.from({ length: zones }, (_, zone) => {
    let next = toLong(vpc.base) + zone * 2 ** (32 - mask);
    const subnets = specs.map((spec) => {
      const length = spec.cidrMask ?? mask + Math.ceil(Math.log2(specs.length));
      const size = 2 ** (32 - length);
      const start = Math.ceil(next / size) * size;
      next = start + size;
      return { spec, zone: zone + 1, cidrBlock: `${toAddress(start)}/${length}` };
    });
    return order.flatMap((type) => subnets.filter(({ spec }) => spec.type === type));
  }).flat();
}

/** Public subnets that get a NAT gateway: the first subnet of each zone, or only the first of all. */
export function natHosts<T extends { readonly laidOut: LaidOutSubnet }>(
  all: readonly T[],
  strategy: "Single" | "OnePerAz" | "None",
): readonly T[] {
  const open = all.filter(
    ({ laidOut }, index) =>
      laidOut.spec.type === "Public" && all.findIndex((other) => other.laidOut.zone === laidOut.zone) === index,
  );
  return strategy === "None" ? [] : strategy === "Single" ? open.slice(0, 1) : open;
}
