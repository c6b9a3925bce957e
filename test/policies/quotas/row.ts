import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { QuotaKey } from "../../../policies/quotas";

/** Stacks that use a quota up, and the finding on one more. */
export interface Row {
  readonly title: string;
  readonly rule: string;
  readonly quota: QuotaKey;
  /** The usage that passes; a lower value of the quota if it is not the default. */
  readonly limit: number;
  /** A stack that uses the quota to this extent. */
  readonly stack: (used: number) => readonly SnapshotResource[];
  /** Usage of the stack for one more than the limit; the limit + 1 by default. */
  readonly next?: number;
  /** What the finding says before `exceed the quota`, its users, and the resource that it is on. */
  readonly what: string;
  readonly users?: string;
  readonly at?: string;
}

/** One row, by position. */
export const row = (
  title: string,
  id: string,
  quota: QuotaKey,
  limit: number,
  stack: Row["stack"],
  text: Pick<Row, "what" | "users" | "at" | "next">,
): Row => ({ title, rule: id, quota, limit, stack, ...text });
