import type { QuotaKey } from "../../policies/quotas";

/** Usage of one quota in one scope. */
export interface Usage {
  readonly quota: QuotaKey;
  /** `account`, or the resource that the quota applies to: `NLB sales-nlb-1`. */
  readonly scope: string;
  readonly used: number;
  /** Names of the users of the quota. */
  readonly users: readonly string[];
}

/**
 * Quotas on a value, not on a number of resources: to use one up is no shortage. Usage of `requestsPerSecond` is not
 * counted at all, because no source says that AWS refuses a higher limit.
 */
export const quotasOfValues: readonly QuotaKey[] = [
  "apigateway.restIntegrationTimeoutMs",
  "apigateway.httpIntegrationTimeoutMs",
  "apigateway.requestsPerSecond",
];

export const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name);

/** Usage of a quota by users that count as one each. */
export const counted = (quota: QuotaKey, scope: string, users: readonly string[]): Usage => ({
  quota,
  scope,
  used: users.length,
  users,
});
