import colours from "picocolors";
import type { Headroom } from "../core/quotas/headroom";
import { quotasReadOn } from "../policies/quotas";
import type { PreviewResult } from "./result";
import { columns } from "./table";
import type { Layout } from "./wrap";
import { heading, indented } from "./wrap";

/** Used shares, in percent, from which a quota is listed by default and with details. */
const near = 50;
const listed = 10;

const percent = ({ used, limit }: Headroom) => Math.round((used / limit) * 100);

function row(quota: Headroom): readonly string[] {
  const { name, scope, used, limit } = quota;
  const over = used > limit ? [colours.red("over the quota")] : [];
  return [name, scope, `${used} of ${limit}`, `${percent(quota)} %`, ...over];
}

/** How many more services fit, and what stops the next one. */
function growthText({ more, atLeast, stoppedBy }: PreviewResult["growth"]): string {
  if (stoppedBy !== undefined)
    return `${more} more ${more === 1 ? "service fits" : "services fit"}, in the present proportions. The next one is refused: ${stoppedBy}.`;
  return atLeast && more > 0
    ? `At least ${more} more services fit.`
    : "The stack runs no services of its own, so growth cannot be estimated.";
}

/** Quotas that are close to their limit or over it, and what is left for more services. */
export function quotasText(quotas: readonly Headroom[], growth: PreviewResult["growth"], layout: Layout): string {
  const { width, details } = layout;
  const least = details ? listed : near;
  const shown = quotas.filter(({ used, limit }) => used * 100 >= limit * least);
  const rest = quotas.length - shown.length;
  const source = details ? ` AWS defaults read on ${quotasReadOn}, or the values of the stack file.` : "";
  return [
    heading(`Quotas: ${shown.length} of ${quotas.length} used to ${least} % or more`, width),
    ...(shown.length === 0 ? [] : [columns([], shown.map(row))]),
    ...(details && rest > 0 ? [indented(`The other ${rest} are used less.${source}`, width)] : []),
    indented(growthText(growth), width),
  ].join("\n");
}
