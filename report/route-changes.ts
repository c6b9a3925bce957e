import type { RouteLine } from "../core/route-lines";
import { markdownTable } from "./table";

const arrow = (hops: readonly string[]) => hops.join(" → ");

/** Changes of routes between two previews, as a Markdown list, or a sentence that there are none. */
function changes(before: readonly RouteLine[], after: readonly RouteLine[]): string {
  const beforeByRoute = new Map(before.map((line) => [line.route, line]));
  const afterByRoute = new Map(after.map((line) => [line.route, line]));
  const lines = [
    ...after.flatMap((line) => {
      const old = beforeByRoute.get(line.route);
      if (old === undefined) return [`- added: \`${line.route}\` → ${line.service}`];
      if (arrow(old.hops) === arrow(line.hops)) return [];
      return [`- changed: \`${line.route}\`, from ${arrow(old.hops)}, to ${arrow(line.hops)}`];
    }),
    ...before
      .filter(({ route }) => !afterByRoute.has(route))
      .map(({ route, service }) => `- removed: \`${route}\` → ${service}`),
  ];
  return lines.length === 0 ? "No routes change compared with the base branch." : lines.join("\n");
}

/**
 * Route changes and the route table for a pull request.
 *
 * @param before - routes of the base branch, or `undefined` if its preview failed
 */
export function routeChangesMarkdown(routes: readonly RouteLine[], before: readonly RouteLine[] | undefined): string {
  const table = markdownTable({
    head: ["route", "service", "request path"],
    rows: routes.map(({ route, service, hops }) => [`\`${route}\``, service, arrow(hops)]),
  });
  const summary =
    before === undefined
      ? "There is no successful preview of the base branch to compare with."
      : changes(before, routes);
  return `${summary}\n\n<details><summary>${routes.length} routes</summary>\n\n${table}\n\n</details>`;
}
