import colours from "picocolors";
import type { Cost } from "../core/cost";
import type { Growth } from "../core/growth";
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

function growthText({ more, atLeast, stoppedBy }: Growth): string {
  if (stoppedBy === undefined)
    return atLeast && more > 0
      ? `  At least ${more} more services fit.`
      : "  No service of the list is made here, so none can be counted on.";
  return `  ${more} more services fit if the list grows in these proportions; then ${stoppedBy}`;
}

/** Quotas used by a tenth or more; the rest is far away. */
function quotasText(quotas: readonly Headroom[], growth: Growth): string {
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
      `Quotas, each where the stack comes closest to it (AWS defaults as read on ${quotasReadOn}, or your overrides)`,
    ),
    columns(["quota", "where", "used", "", "", "kind"], rows),
    ...(rest > 0 ? [`  ${rest} more are used by less than a tenth.`] : []),
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
    heading(`Fixed cost: ${usd(usdPerMonth)} USD per month, before requests, tasks and traffic`),
    columns(["what", "price", "USD/month", "source"], rows),
    `  List prices of ${pricesOf}, read on ${pricesReadOn}, 730 hours; other Regions differ. VPC links have no charge of their own.`,
  ].join("\n");
}

/** The whole preview for people. */
export function previewText(result: PreviewResult): string {
  const { stack, option, title, resources, notes } = result;
  return [
    colours.bold(`${stack}: option ${option}, ${title}`),
    ...notes.map((note) => `${colours.yellow("note:")} ${note}`),
    heading(`Resources (${resources.length})`),
    resourceTree(resources),
    routesText(result.routes),
    heading("Request paths, from API Gateway to the container"),
    requestPathsText(result.proofs),
    quotasText(result.quotas, result.growth),
    costText(result.cost),
    findingsText(result.findings, result.policies),
  ].join("\n");
}
