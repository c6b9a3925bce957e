import type { VpcSettings } from "./settings";

/** Ids of the zones of a VPC in which it has private subnets, in the order of the settings. */
export const zonesOf = (vpc: VpcSettings): readonly string[] =>
  vpc.kind === "new" ? vpc.zones : vpc.subnets.map(({ zone }) => zone);
