import type { RouteLine } from "../core/route-lines";
import { markdownTable } from "./table";

/** All routes as Markdown: a row for a path and everything below it, with the request path of the first. */
export function routesTable(routes: readonly RouteLine[]): string {
  const rows = new Map<string, { readonly first: RouteLine; readonly names: string[] }>();
  for (const line of routes) {
    const key = [line.service, ...line.hops.filter((hop) => !hop.startsWith("path "))].join();
    const row = rows.get(key) ?? { first: line, names: [] };
    row.names.push(`\`${line.route}\``);
    rows.set(key, row);
  }
  return markdownTable({
    head: ["routes", "service", "request path"],
    rows: [...rows.values()].map(({ first, names }) => [names.join(", "), first.service, first.hops.join(" → ")]),
  });
}
