import type { Quota } from "../policies/quota";
import { quotas } from "../policies/quotas";
import { markdownTable } from "./table";

/** All quota keys as a Markdown table, from the ledger. */
export function quotasTable(): string {
  const rows = Object.entries<Quota>(quotas).map(([key, quota]) => [
    `\`${key}\``,
    quota.name,
    String(quota.default),
    quota.adjustable ? (quota.code ?? "yes") : "no",
  ]);
  return markdownTable({ head: ["key", "quota", "default", "increase (quota code)"], rows });
}
