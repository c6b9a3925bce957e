import type { RouteLine } from "../core/route-lines";
import { markdownTable } from "./table";

const arrow = (hops: readonly string[]) => hops.join(" → ");

/** What became of routes between two previews, as a Markdown list; a sentence where nothing did. */
function changes(before: readonly RouteLine[], after: readonly RouteLine[]): string {
  const old = new Map(before.map((line) => [line.route, line]));
  const now = new Map(after.map((line) => [line.route, line]));
  const lines = [
    ...after.flatMap((line) => {
      const was = old.get(line.route);
      if (was === undefined) return [`- new: \`${line.route}\` → ${line.service}`];
      if (arrow(was.hops) === arrow(line.hops)) return [];
      return [`- changed: \`${line.route}\`, was ${arrow(was.hops)}, is ${arrow(line.hops)}`];
    }),
    ...before.filter(({ route }) => !now.has(route)).map(({ route, service }) => `- gone: \`${route}\` → ${service}`),
  ];
  return lines.length === 0 ? "No route changes against the base branch." : lines.join("\n");
}

/**
 * The route table for a pull request.
 *
 * @param before - routes of the base branch, where they are known
 */
export function routeChangesMarkdown(routes: readonly RouteLine[], before: readonly RouteLine[] | undefined): string {
  const table = markdownTable({
    head: ["route", "service", "way"],
    rows: routes.map(({ route, service, hops }) => [`\`${route}\``, service, arrow(hops)]),
  });
  const told =
    before === undefined
      ? "The base branch has no sound preview of this stack to compare with."
      : changes(before, routes);
  return `${told}\n\n<details><summary>${routes.length} routes</summary>\n\n${table}\n\n</details>`;
}
