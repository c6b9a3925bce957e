import { gatewayQuotas } from "./ledger/api-gateway";
import { balancerQuotas } from "./ledger/load-balancing";
import { networkQuotas } from "./ledger/network";
import { serviceQuotas } from "./ledger/services";

/** All values of the ledger were read from their sources on this date or later. */
export const quotasReadOn = "2026-11-22";

/**
 * All quotas that the planner and the policies use. Keys are stable: stack files and policy configuration override
 * values by key.
 */
export const quotas = { ...gatewayQuotas, ...balancerQuotas, ...networkQuotas, ...serviceQuotas } as const;

/** Key of a quota. */
export type QuotaKey = keyof typeof quotas;

/** All quota keys, in the order above. */
export const quotaKeys = Object.keys(quotas) as QuotaKey[];
