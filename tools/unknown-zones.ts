import type { Problem } from "../core/problem";
import { vpcAt } from "../core/settings/config-path";
import type { Settings } from "../core/settings/settings";
import { zonesOf } from "../simulator/aws/zones";

/** Zones of new VPCs that the simulated account does not have. Where it knows no zone of the Region, all are accepted. */
export function unknownZones(settings: Settings): readonly Problem[] {
  const { region, vpcs } = settings;
  return vpcs.flatMap((vpc) => {
    if (vpc.kind === "existing") return [];
    const { zoneIds } = zonesOf(region, vpc.zones);
    const unknown = vpc.zones.filter((zone) => !zoneIds.includes(zone));
    if (unknown.length === 0) return [];
    return [
      {
        where: vpcAt(settings, vpc.name, "zones"),
        message: `got ${unknown.join(", ")}; zones of ${region} that the preview knows: ${zoneIds.join(", ")}`,
        fix: "correct the ids; if AWS has added the zone since, preview with the Pulumi CLI, which asks your account",
      },
    ];
  });
}
