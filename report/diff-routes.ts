import type { RouteLine } from "../core/route-lines";
import type { RouteChanges } from "./api-changes";

const arrow = (hops: readonly string[]) => hops.join(" → ");

/** A path and everything below it are two routes, which mostly change alike. */
function byText(kind: string, changes: readonly { readonly route: string; readonly text: string }[]) {
  const routes = new Map<string, string[]>();
  for (const { route, text } of changes) routes.set(text, [...(routes.get(text) ?? []), route]);
  return [...routes].map(([text, names]) => `${kind}: ${names.join(", ")}${text}`);
}

/** The routes that change, a line for those that change alike. */
export function routeChangeLines({ added, changed, removed }: RouteChanges): readonly string[] {
  const toService = ({ route, service }: RouteLine) => ({ route, text: ` → ${service}` });
  const fromTo = ({ before, after }: RouteChanges["changed"][number]) => {
    // A path and everything below it differ in the path that the service gets, also where that does not change.
    const stays = (hop: string) => hop.startsWith("path ") && before.hops.includes(hop) && after.hops.includes(hop);
    const [from = "", to = ""] = [before, after].map(({ hops }) => arrow(hops.filter((hop) => !stays(hop))));
    return { route: after.route, text: `, from ${from}, to ${to}` };
  };
  return [
    ...byText("removed", removed.map(toService)),
    ...byText("changed", changed.map(fromTo)),
    ...byText("added", added.map(toService)),
  ];
}
