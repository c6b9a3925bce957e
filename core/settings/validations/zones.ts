import { linkZones } from "../../../policies/link-zones";
import type { Problem } from "../../problem";
import { fargateZonesOf, knownRegions, partitionOf, regionOfZone, zonePrefix } from "../../regions";
import { topologyTraits } from "../../topology-traits";
import { repeats, vpcAt } from "../config-path";
import { restChanges } from "../rest-changes";
import type { Settings, VpcSettings } from "../settings";
import { zonesOf } from "../vpc-zones";

/** The options with VPC links V1, with what else has to change for them. */
const linksV1 = (settings: Settings) => `option 2, 3 or 4${restChanges(settings)}`;

/** Zones of another Region, with the Region that they belong to. */
function foreignZones(settings: Settings, zones: readonly string[]): Omit<Problem, "where"> | undefined {
  const { region } = settings;
  const foreign = zones.filter((zone) => {
    const owner = regionOfZone(zone);
    // A prefix and a Region that are both unknown may belong together.
    return owner === undefined ? zonePrefix(region) !== undefined : owner !== region;
  });
  if (region === "" || foreign.length === 0) return undefined;
  const prefix = zonePrefix(region);
  const owners = [...new Set(foreign.flatMap((zone) => regionOfZone(zone) ?? []))];
  const example = linkZones(region)?.slice(0, 2).join(", ");
  const other = owners.length === 1 ? `, or set aws:region to ${owners.join("")}` : "";
  return {
    message: `got ${foreign.join(", ")}; ${owners.length === 0 ? "no zone" : `zones of ${owners.join(", ")}, not`} of ${region}${prefix === undefined ? "" : `; allowed: ids that begin with ${prefix}-az`}`,
    fix: `use zone ids of ${region}${example === undefined ? "" : `, for example ${example}`}: aws ec2 describe-availability-zones --region ${region}${other}`,
  };
}

/** Zones in which no task can run. */
function withoutFargate(settings: Settings, vpc: VpcSettings, zones: readonly string[]) {
  const supported = fargateZonesOf(settings.region);
  const runsTasks = settings.services.some(({ vpc: name, runtime }) => name === vpc.name && runtime.kind === "task");
  return supported === undefined || !runsTasks ? [] : zones.filter((zone) => !supported.includes(zone));
}

/** Problems in the zones of one VPC. A zone has one problem: the first that leaves no other use for it. */
function zoneProblems(settings: Settings, vpc: VpcSettings): Problem[] {
  const where = vpcAt(settings, vpc.name, vpc.kind === "new" ? "zones" : "existing.subnets");
  const zones = zonesOf(vpc);
  const problems: Problem[] = repeats(zones, (zone) => zone).map(({ again }) => ({
    where,
    message: `zone ${again} is listed twice; a load balancer uses one subnet per zone`,
    fix: "list each zone once",
  }));
  const foreign = foreignZones(settings, zones);
  if (foreign !== undefined) return [...problems, { where, ...foreign }];
  const noFargate = withoutFargate(settings, vpc, zones);
  if (noFargate.length > 0) {
    const allowed = (fargateZonesOf(settings.region) ?? []).join(", ");
    const message = `got ${noFargate.join(", ")}; Fargate does not run in these zones; allowed in ${settings.region}: ${allowed}`;
    problems.push({ where, message, fix: "use the allowed zones" });
  }
  const supported = linkZones(settings.region);
  if (topologyTraits[settings.option].linkVersion !== 2 || supported === undefined) return problems;
  const unsupported = zones.filter((zone) => !supported.includes(zone) && !noFargate.includes(zone));
  if (unsupported.length === 0) return problems;
  const message = `got ${unsupported.join(", ")}; VPC links V2 are not available in these zones; allowed in ${settings.region}: ${supported.join(", ")}`;
  return [
    ...problems,
    { where, message, fix: `use the allowed zones, or ${linksV1(settings)} if the account has these zones` },
  ];
}

/** Problems in the zones of the VPCs, and a Region in which AWS lists no zone for VPC links V2. */
export function allZoneProblems(settings: Settings): Problem[] {
  const { option, region } = settings;
  const zones = settings.vpcs.flatMap((vpc) => zoneProblems(settings, vpc));
  if (topologyTraits[option].linkVersion !== 2 || region === "" || linkZones(region) !== undefined) return zones;
  // An account belongs to one partition.
  const others = knownRegions.filter(
    (name) => linkZones(name) !== undefined && partitionOf(name) === partitionOf(region),
  );
  const isMeant = zones.some(({ fix }) => fix.includes("set aws:region to"));
  return [
    // With the zones of another Region, that Region is probably meant.
    ...(isMeant
      ? []
      : [
          {
            where: "option",
            message: `option ${option} needs VPC links V2, which AWS does not list for any zone of ${region}`,
            fix: `use ${linksV1(settings)}${others.length === 0 ? "" : `, or use another Region: ${others.join(", ")}`}`,
          },
        ]),
    ...zones,
  ];
}
