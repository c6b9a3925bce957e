import { layOutVpc, overlaps } from "../../cidr";
import type { Problem } from "../../problem";
import type { Settings, VpcSettings } from "../settings";
import { repeats, vpcAt } from "../config-path";
import { allZoneProblems } from "./zones";

const blocksOf = (vpc: VpcSettings) =>
  (vpc.kind === "new" ? [vpc.cidr] : vpc.subnets.map(({ cidr }) => cidr)).filter(Boolean);

function keyProblems(settings: Settings): Problem[] {
  return settings.vpcs.flatMap((vpc) => {
    if (vpc.kind === "existing") {
      return vpc.ignoredKeys.map((key) => ({
        where: vpcAt(settings, vpc.name, key),
        message: "has no effect on an existing VPC",
        fix: `remove ${key}, or remove existing to create a new VPC`,
      }));
    }
    return (["cidr", "zones"] as const)
      .filter((key) => vpc[key].length === 0)
      .map((key) => ({
        where: vpcAt(settings, vpc.name, key),
        message: "is missing; a new VPC requires it",
        fix:
          key === "cidr"
            ? "add a block, for example cidr: 10.1.0.0/16"
            : "add zones, for example zones: [use1-az1, use1-az2]",
      }));
  });
}

function overlapProblems(settings: Settings): Problem[] {
  return settings.vpcs.flatMap((vpc, index) =>
    settings.vpcs.slice(0, index).flatMap((earlier) => {
      const pairs = blocksOf(vpc).flatMap((block) =>
        blocksOf(earlier)
          .filter((other) => overlaps(block, other))
          .map((other) => `${block} overlaps ${other} of ${earlier.name}`),
      );
      return pairs.map((message) => ({
        where: vpcAt(settings, vpc.name, vpc.kind === "new" ? "cidr" : "existing.subnets"),
        message,
        fix: "give each VPC its own block; VPCs with overlapping blocks can never be peered",
      }));
    }),
  );
}

/** Problems between the subnets of one existing VPC. AWS refuses overlapping subnets, so one of the blocks is wrong. */
function subnetProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  if (vpc.kind === "new") return [];
  const where = vpcAt(settings, vpc.name, "existing.subnets");
  const twice = repeats(vpc.subnets, ({ id }) => id).map(({ again }) => ({
    where,
    message: `subnet ${again.id} is listed twice`,
    fix: "list each subnet once",
  }));
  const overlapping = vpc.subnets.flatMap((subnet, index) =>
    vpc.subnets
      .slice(0, index)
      .filter(({ id, cidr }) => id !== subnet.id && overlaps(cidr, subnet.cidr))
      .map((earlier) => ({
        where,
        message: `${subnet.cidr} of ${subnet.id} overlaps ${earlier.cidr} of ${earlier.id}; subnets of one VPC have blocks of their own`,
        fix: "give each subnet the block that AWS shows for it: aws ec2 describe-subnets",
      })),
  );
  return [...twice, ...overlapping];
}

/** Prefix length of the smallest block whose subnets, for this number of zones, are large enough for an ALB. */
const largestPrefix = (zones: number) => (zones > 4 ? 23 : 24);

function sizeProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  if (vpc.kind === "existing" || vpc.cidr === "" || vpc.zones.length < 2) return [];
  if (layOutVpc(vpc.cidr, vpc.zones.length) !== undefined) return [];
  const message = `${vpc.cidr} is too small for ${vpc.zones.length} zones with a public and a private subnet each; space for at least four zones is reserved`;
  return [
    {
      where: vpcAt(settings, vpc.name, "cidr"),
      message,
      fix: `use /${largestPrefix(vpc.zones.length)} or a larger block`,
    },
  ];
}

/** Problems in the names, keys, zones and blocks of the VPCs. */
export function vpcProblems(settings: Settings): Problem[] {
  return [
    ...keyProblems(settings),
    ...allZoneProblems(settings),
    ...settings.vpcs.flatMap((vpc) => [...sizeProblems(settings, vpc), ...subnetProblems(settings, vpc)]),
    ...overlapProblems(settings),
  ];
}
