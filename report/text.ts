import colours from "picocolors";
import type { Cost } from "../core/cost";
import type { Headroom } from "../core/quotas/headroom";
import type { RouteLine } from "../core/route-lines";
import { formatRoute } from "../core/route-lines";
import { quotasReadOn } from "../policies/quotas";
import { findingsText } from "./findings";
import { requestPathsText } from "./request-paths";
import type { PreviewResult } from "./result";
import { columns } from "./table";
import { resourceTree } from "./tree";

const heading = (text: string) => `\n${colours.bold(text)}`;
const usd = (value: number) => value.toFixed(2);

function routesText(routes: readonly RouteLine[]): string {
  return [heading(`Routes (${routes.length})`), ...routes.map((route) => `  ${formatRoute(route)}`)].join("\n");
}

function growthText({ more, atLeast, stoppedBy }: PreviewResult["growth"]): string {
  if (stoppedBy === undefined)
    return atLeast && more > 0
      ? `  At least ${more} more services fit.`
      : "  The stack runs no services of its own, so growth cannot be estimated.";
  return `  ${more} more services fit if the list grows in its present proportions; the next one is refused: ${stoppedBy}`;
}

/** Quotas that are used to 10 % or more. */
function quotasText(quotas: readonly Headroom[], growth: PreviewResult["growth"]): string {
  const near = quotas.filter(({ used, limit }) => used * 10 >= limit);
  const rows = near.map(({ name, scope, used, limit, kind }) => [
    name,
    scope,
    String(used),
    `of ${limit}`,
    `${Math.round((used / limit) * 100)} %`,
    kind,
  ]);
  const rest = quotas.length - near.length;
  return [
    heading(
      `Quotas, each in the scope with the highest usage (AWS defaults read on ${quotasReadOn}, or your overrides)`,
    ),
    columns(["quota", "scope", "used", "", "", "kind"], rows),
    ...(rest > 0 ? [`  Usage of ${rest} other quotas is below 10 %.`] : []),
    growthText(growth),
  ].join("\n");
}

function costText({ lines, usdPerMonth, pricesOf, pricesReadOn }: Cost): string {
  const rows = lines.map(({ name, count, usd: price, per, usdPerMonth: month, source }) => [
    `${count} x ${name}`,
    `${price} USD/${per}`,
    usd(month),
    source,
  ]);
  return [
    heading(`Fixed cost: ${usd(usdPerMonth)} USD per month, without requests, tasks and traffic`),
    columns(["resource", "price", "USD/month", "source"], rows),
    `  List prices of ${pricesOf}, read on ${pricesReadOn}, 730 hours; other Regions differ. VPC links have no additional charge.`,
  ].join("\n");
}

/** Formats the preview for a terminal. */
export function previewText(result: PreviewResult): string {
  const { stack, option, title, resources, notes } = result;
  return [
    colours.bold(`${stack}: option ${option}, ${title}`),
    ...notes.map((note) => `${colours.yellow("note:")} ${note}`),
    heading(`Resources (${resources.length})`),
    resourceTree(resources),
    routesText(result.routes),
    heading("Request paths, from API Gateway to the container"),
    requestPathsText(result.proofs, result.pass),
    quotasText(result.quotas, result.growth),
    costText(result.cost),
    findingsText(result.findings, result.policies),
  ].join("\n");
}
