import type { Quota } from "../../../policies/quota";
import type { QuotaKey } from "../../../policies/quotas";
import { quotas } from "../../../policies/quotas";
import type { Problem } from "../../problem";
import type { Settings } from "../settings";

/** Quota overrides above a limit that AWS does not raise. */
export function quotaProblems(settings: Settings): Problem[] {
  return Object.entries(settings.quotas).flatMap(([key, override]) => {
    const quota: Quota = quotas[key as QuotaKey];
    if (quota.adjustable || override.value <= quota.default) return [];
    const message = `got ${override.value}; AWS does not raise "${quota.name}" above ${quota.default}`;
    return [
      {
        where: `quotas["${key}"].value`,
        message,
        fix: `lower it to ${quota.default} or remove it; source: ${quota.source}`,
      },
    ];
  });
}
