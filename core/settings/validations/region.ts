import { didYouMean } from "../../did-you-mean";
import type { Problem } from "../../problem";
import { knownRegions, looksLikeRegion, regionOfZone } from "../../regions";

const where = "aws:region";

/** The Region of the first zone id in the configuration: the one that is probably meant. */
function regionOfZones(raw: Readonly<Record<string, unknown>>): string | undefined {
  const ids = JSON.stringify(raw["vpcs"] ?? []).match(/[a-z]+(-[a-z]+)?\d-az\d+/g) ?? [];
  return ids.map(regionOfZone).find((region) => region !== undefined);
}

/**
 * Why `aws:region` names no Region. A new Region, which the program does not know yet, is accepted.
 *
 * @param raw - configuration values by key, without the project's namespace
 */
export function regionProblem(region: string, raw: Readonly<Record<string, unknown>>): Problem | undefined {
  const meant = didYouMean(region, knownRegions) ?? regionOfZones(raw);
  if (region === "") {
    // The schema says that this key is to be renamed.
    if (raw["region"] !== undefined) return undefined;
    const example = regionOfZones(raw) ?? "us-east-1";
    return { where, message: "is missing", fix: `set it, for example: pulumi config set aws:region ${example}` };
  }
  if (looksLikeRegion(region)) return undefined;
  // Only without the CLI, which decrypts it.
  if (/^\{\s*"secure"/.test(region)) {
    const fix = `store it in plain text: pulumi config set aws:region ${regionOfZones(raw) ?? "us-east-1"} --plaintext`;
    return { where, message: "is encrypted and cannot be read offline", fix };
  }
  return {
    where,
    message: `got ${JSON.stringify(region)}; allowed: the name of an AWS Region`,
    fix: `${meant === undefined ? "" : `did you mean "${meant}"? `}For example: pulumi config set aws:region ${meant ?? "us-east-1"}`,
  };
}
