import type { Quota } from "../policies/quota";
import type { QuotaKey } from "../policies/quotas";
import { quotas } from "../policies/quotas";

/**
 * Codes of a quota in Service Quotas.
 *
 * @throws Error for a quota without a code, which a validation refuses
 */
export function quotaCode(key: QuotaKey): { readonly serviceCode: string; readonly quotaCode: string } {
  const { code }: Quota = quotas[key];
  const [serviceCode = "", quotaCode] = code?.split("/") ?? [];
  if (quotaCode === undefined) throw new Error(`the quota ${key} has no code in Service Quotas`);
  return { serviceCode, quotaCode };
}
