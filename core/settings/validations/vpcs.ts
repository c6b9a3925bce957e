import { layOutVpc, overlaps } from "../../cidr";
import type { Problem } from "../../problem";
import { linkZones } from "../../../policies/link-zones";
import type { Settings, VpcSettings } from "../settings";
import { repeats, vpcAt } from "../config-path";
import { topologyTraits } from "../../topology-traits";

const zonesOf = (vpc: VpcSettings) => (vpc.kind === "new" ? vpc.zones : vpc.subnets.map(({ zone }) => zone));
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

function zoneProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  const key = vpc.kind === "new" ? "zones" : "existing.subnets";
  const where = vpcAt(settings, vpc.name, key);
  const zones = zonesOf(vpc);
  const problems = repeats(zones, (zone) => zone).map(({ again }) => ({
    where,
    message: `zone ${again} is listed twice; a load balancer uses one subnet per zone`,
    fix: "list each zone once",
  }));
  const supported = linkZones(settings.region);
  if (topologyTraits[settings.option].linkVersion !== 2 || supported === undefined) return problems;
  const unsupported = zones.filter((zone) => !supported.includes(zone));
  if (unsupported.length === 0) return problems;
  const message = `got ${unsupported.join(", ")}; VPC links V2 are not available in these zones; allowed in ${settings.region}: ${supported.join(", ")}`;
  return [...problems, { where, message, fix: "use the allowed zones, or option 2, 3 or 4" }];
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

function sizeProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  if (vpc.kind === "existing" || vpc.cidr === "" || vpc.zones.length < 2) return [];
  if (layOutVpc(vpc.cidr, vpc.zones.length) !== undefined) return [];
  const message = `${vpc.cidr} is too small for ${vpc.zones.length} zones with a public and a private subnet each; space for at least four zones is reserved`;
  return [
    {
      where: vpcAt(settings, vpc.name, "cidr"),
      message,
      fix: "use /25 or a larger block (/24 for more than four zones)",
    },
  ];
}

/** Problems in the names, keys, zones and blocks of the VPCs. */
export function vpcProblems(settings: Settings): Problem[] {
  const twice = repeats(settings.vpcs, ({ name }) => name).map(({ again }) => ({
    where: "vpcs",
    message: `two VPCs are named ${again.name}`,
    fix: "give each VPC its own name",
  }));
  const linksV2Unavailable =
    topologyTraits[settings.option].linkVersion === 2 &&
    settings.region !== "" &&
    linkZones(settings.region) === undefined;
  const region: Problem[] = linksV2Unavailable
    ? [
        {
          where: "option",
          message: `option ${settings.option} needs VPC links V2, which AWS does not list for any zone of ${settings.region}`,
          fix: "use option 2, 3 or 4, or another Region",
        },
      ]
    : [];
  return [
    ...twice,
    ...region,
    ...keyProblems(settings),
    ...settings.vpcs.flatMap((vpc) => [...zoneProblems(settings, vpc), ...sizeProblems(settings, vpc)]),
    ...overlapProblems(settings),
  ];
}
