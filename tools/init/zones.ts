import type { Problem } from "../../core/problem";
import { suggestion } from "../../core/did-you-mean";
import { fargateZonesOf, knownRegions, regionOfZone } from "../../core/regions";
import { regionProblem } from "../../core/settings/validations/region";
import { linkZones } from "../../policies/link-zones";
import { allZones } from "../../simulator/aws/zones";
import { stackFileName } from "./template";

const where = "--region";
const zonesPerVpc = 2;

/**
 * Zone ids for a first VPC in a Region: two that support VPC links V2, so that every option works, or, where AWS lists none
 * for the Region, any two with Fargate.
 *
 * @returns fewer than two for a Region whose zones are not known
 */
export function zonesFor(region: string): readonly string[] {
  const all = Object.values(allZones()).filter((zone) => regionOfZone(zone) === region);
  return (linkZones(region) ?? fargateZonesOf(region) ?? all).toSorted().slice(0, zonesPerVpc);
}

/** Why a project cannot be started in a Region; nothing if it can. */
export function regionProblems(region: string): readonly Problem[] {
  const wrong = regionProblem(region, {});
  const meant = suggestion(region, knownRegions).trim() || "for example: us-east-1";
  if (wrong !== undefined) return [{ where, message: wrong.message, fix: meant }];
  if (zonesFor(region).length === zonesPerVpc) return [];
  const message = `got ${JSON.stringify(region)}; the zones of this Region are not known`;
  const fix = `${meant} If the Region is new, start in another one, and change aws:region and zones in ${stackFileName}`;
  return [{ where, message, fix }];
}
