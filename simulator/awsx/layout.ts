import { Netmask } from "netmask";

/** One entry of `subnetSpecs`. */
export interface SubnetSpec {
  readonly type: "Public" | "Private" | "Isolated";
  readonly name?: string;
  readonly cidrMask?: number;
}

/** A subnet as awsx lays it out. */
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
 * Subnets under strategy "Auto", as observed: the VPC is cut into equal zone blocks; in each, the specs lie in written
 * order, each at the next address aligned to its own size. Listed zone by zone, in a zone public, private, isolated.
 *
 * @param zoneMask - `availabilityZoneCidrMask`; by default the VPC is cut for just the zones that it has
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

/** Public subnets that hold a NAT gateway: the first of each zone, or the very first alone. */
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
