import type { RouteLine } from "../core/route-lines";
import type { RouteChanges } from "./api-changes";
import { count } from "./words";

const arrow = (hops: readonly string[]) => hops.join(" → ");

/** A path and everything below it are two routes, which mostly change alike. */
function byText(kind: string, changes: readonly { readonly route: string; readonly text: string }[]) {
  const routes = new Map<string, string[]>();
  for (const { route, text } of changes) routes.set(text, [...(routes.get(text) ?? []), route]);
  return [...routes].map(([text, names]) => `${kind}: ${names.join(", ")}${text}`);
}

/** A line for the routes that change alike. */
function listLines({ added, changed, removed }: Omit<RouteChanges, "standby">): readonly string[] {
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

/** What is behind the API: hops before it are those of a domain name, which is mapped to the API that serves. */
const behindApi = ({ hops }: RouteLine) => hops.filter((hop) => !/^https [^ ]+$/.test(hop)).join();

/** Whether the requests take the paths of the API that stood by, which takes theirs. */
function isExchange({ added, changed, removed, standby }: RouteChanges): boolean {
  if (standby === undefined || [...added, ...removed, ...standby.added, ...standby.removed].length > 0) return false;
  const others = new Map(standby.changed.map((one) => [one.after.route, one]));
  return changed.every(({ before, after }) => {
    const other = others.get(after.route);
    return (
      other !== undefined &&
      behindApi(other.before) === behindApi(after) &&
      behindApi(other.after) === behindApi(before)
    );
  });
}

/**
 * What changes of the API that stands by: how many routes, if it is another API than before, and otherwise the lines that
 * are not those of the API that serves.
 */
function standbyLines(changes: NonNullable<RouteChanges["standby"]>, serving: readonly string[]): readonly string[] {
  const { option, added, changed, removed } = changes;
  if (option.before === option.after) {
    const lines = listLines(changes);
    const others = lines.filter((line) => !serving.includes(line)).map((line) => `standby, ${line}`);
    return others.length === lines.length ? others : [...others, "standby: the same changes of its routes"];
  }
  const counts = Object.entries({ added, changed, removed }).filter(([, { length }]) => length > 0);
  return [`standby: ${counts.map(([kind, { length }]) => `${count(length, "route")} ${kind}`).join(", ")}`];
}

/** The routes that change: those of the API that serves first. */
export function routeChangeLines(changes: RouteChanges): readonly string[] {
  const serving = listLines(changes);
  if (isExchange(changes)) return [...serving, "standby: its routes are those of the API that served"];
  return [...serving, ...(changes.standby === undefined ? [] : standbyLines(changes.standby, serving))];
}
