import { layOutVpc, overlaps } from "../../cidr";
import type { Problem } from "../../problem";
import { linkZones } from "../../../policies/link-zones";
import type { Settings, VpcSettings } from "../settings";
import { repeats, vpcAt } from "../config-path";
import { topologyTraits } from "../../topology-traits";

const zonesOf = (vpc: VpcSettings) => (vpc.kind === "new" ? vpc.zones : vpc.subnets.map(({ zone }) => zone));
const blocksOf = (vpc: VpcSettings) =>
  (vpc.kind === "new" ? [vpc.cidr] : vpc.subnets.map(({ cidr }) => cidr)).filter(Boolean);

function shapeProblems(settings: Settings): Problem[] {
  return settings.vpcs.flatMap((vpc) => {
    if (vpc.kind === "existing") {
      return vpc.ignoredKeys.map((key) => ({
        where: vpcAt(settings, vpc.name, key),
        message: "has no effect on a VPC that exists",
        fix: `remove ${key}, or remove existing to make a new VPC`,
      }));
    }
    return (["cidr", "zones"] as const)
      .filter((key) => vpc[key].length === 0)
      .map((key) => ({
        where: vpcAt(settings, vpc.name, key),
        message: "is missing; a new VPC needs it",
        fix: key === "cidr" ? "add for instance cidr: 10.1.0.0/16" : "add for instance zones: [use1-az1, use1-az2]",
      }));
  });
}

function zoneProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  const key = vpc.kind === "new" ? "zones" : "existing.subnets";
  const where = vpcAt(settings, vpc.name, key);
  const zones = zonesOf(vpc);
  const problems = repeats(zones, (zone) => zone).map(({ again }) => ({
    where,
    message: `zone ${again} stands there twice; a balancer takes one subnet per zone`,
    fix: "name each zone once",
  }));
  const supported = linkZones(settings.region);
  if (topologyTraits[settings.option].linkVersion !== 2 || supported === undefined) return problems;
  const unsupported = zones.filter((zone) => !supported.includes(zone));
  if (unsupported.length === 0) return problems;
  const message = `${unsupported.join(", ")}: no VPC link V2 works there in ${settings.region}; allowed: ${supported.join(", ")}`;
  return [...problems, { where, message, fix: "choose among those zones, or option 2, 3 or 4" }];
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
        fix: "give each VPC a block of its own; overlapping VPCs can never be peered",
      }));
    }),
  );
}

function sizeProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  if (vpc.kind === "existing" || vpc.cidr === "" || vpc.zones.length < 2) return [];
  if (layOutVpc(vpc.cidr, vpc.zones.length) !== undefined) return [];
  const message = `${vpc.cidr} is too small for ${vpc.zones.length} zones with a public and a private subnet each, room kept for four zones`;
  return [
    { where: vpcAt(settings, vpc.name, "cidr"), message, fix: "use /25 or larger (/24 for more than four zones)" },
  ];
}

/** Names, shapes, zones and blocks of the VPCs. */
export function vpcProblems(settings: Settings): Problem[] {
  const twice = repeats(settings.vpcs, ({ name }) => name).map(({ again }) => ({
    where: "vpcs",
    message: `two VPCs are named ${again.name}`,
    fix: "give each its own name",
  }));
  const noLinks =
    topologyTraits[settings.option].linkVersion === 2 &&
    settings.region !== "" &&
    linkZones(settings.region) === undefined;
  const region: Problem[] = noLinks
    ? [
        {
          where: "option",
          message: `option ${settings.option} needs VPC links V2, for which AWS lists no zone in ${settings.region}`,
          fix: "choose option 2, 3 or 4, or another Region",
        },
      ]
    : [];
  return [
    ...twice,
    ...region,
    ...shapeProblems(settings),
    ...settings.vpcs.flatMap((vpc) => [...zoneProblems(settings, vpc), ...sizeProblems(settings, vpc)]),
    ...overlapProblems(settings),
  ];
}
