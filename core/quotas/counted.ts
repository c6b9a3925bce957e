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

export const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name);

/** Usage of a quota by users that count as one each. */
export const counted = (quota: QuotaKey, scope: string, users: readonly string[]): Usage => ({
  quota,
  scope,
  used: users.length,
  users,
});
