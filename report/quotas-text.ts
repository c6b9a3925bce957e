import colours from "picocolors";
import type { Headroom } from "../core/quotas/headroom";
import { isCountingRule } from "../policies/quota-rule";
import { quotaRules } from "../policies/quota-rules";
import { quotasReadOn } from "../policies/quotas";
import { growthText } from "./growth-text";
import type { PassFinding } from "./passes";
import type { PreviewResult } from "./result";
import { columns } from "./table";
import type { Layout } from "./wrap";
import { heading, indented, lengthOf, wrap } from "./wrap";

/** Used shares, in percent, from which a quota is listed by default and with details. */
const near = 50;
const listed = 10;

const percent = ({ used, limit }: Headroom) => Math.round((used / limit) * 100);

function row(quota: Headroom): readonly string[] {
  const { name, scope, used, limit } = quota;
  return [name, scope, `${used} of ${limit}`, `${percent(quota)} %`, used > limit ? colours.red("over") : ""];
}

/** Rows in columns, or below each other if they are wider than the terminal. */
function rowsText(quotas: readonly Headroom[], width: number): readonly string[] {
  if (quotas.length === 0) return [];
  const rows = quotas.map(row);
  const table = columns([], rows);
  if (table.split("\n").every((line) => lengthOf(line) <= width)) return [table];
  return rows.map(([name = "", scope = "", ...numbers]) =>
    wrap(`${name} (${scope}): ${numbers.filter((text) => text !== "").join(", ")}`, width, {
      first: "  ",
      rest: "      ",
    }),
  );
}

const quotaOf = new Map(quotaRules.filter(isCountingRule).map(({ id, quota }) => [id, quota]));

/** Quotas that policies find nearly used up, unless they are shown: policies also count what is not in the plan. */
function headroomText(findings: readonly PassFinding[], shown: readonly Headroom[], width: number): readonly string[] {
  const usage = new Map(shown.map(({ quota, used, limit }) => [quota, `${used} of ${limit} `]));
  const isShown = ({ policy, message }: PassFinding) => {
    const quota = quotaOf.get(policy);
    const text = quota === undefined ? undefined : usage.get(quota);
    return text !== undefined && message.startsWith(text);
  };
  const near = findings.filter((finding) => finding.kind === "headroom" && !isShown(finding));
  if (near.length === 0) return [];
  const texts = new Set(near.map(({ policy, message }) => `${message} (${policy})`));
  return [indented(`Nearly used up, by resources that the plan does not count: ${[...texts].join("; ")}.`, width)];
}

/** Quotas that are close to their limit or over it, and what is left for more services. */
export function quotasText(
  result: Pick<PreviewResult, "growth" | "quotas" | "standby">,
  findings: readonly PassFinding[],
  layout: Layout,
): string {
  const { quotas } = result;
  const { width, details } = layout;
  const least = details ? listed : near;
  const shown = quotas.filter(({ used, limit }) => used * 100 >= limit * least);
  const rest = quotas.length - shown.length;
  const source = details ? ` AWS defaults read on ${quotasReadOn}, or the values of the stack file.` : "";
  return [
    heading(`Quotas: ${shown.length} of ${quotas.length} used to ${least} % or more`, width),
    ...rowsText(shown, width),
    ...(details && rest > 0 ? [indented(`${rest} more ${rest === 1 ? "is" : "are"} used less.${source}`, width)] : []),
    ...headroomText(findings, shown, width),
    indented(growthText(result), width),
  ].join("\n");
}
