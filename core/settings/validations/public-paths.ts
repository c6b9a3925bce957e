import type { Fault, Problem } from "../../problem";
import { repeats, serviceAt } from "../config-path";
import type { ServiceSettings, Settings } from "../settings";
import { reservedFault, restFault } from "./paths";

const depth = (path: string) => path.split("/").filter(Boolean).length;

/** Whether a path is another one or below it. */
const isWithin = (path: string, other: string) => other === "/" || path === other || path.startsWith(`${other}/`);

/** The service that requests to a path go to: that of the deepest path around it. */
const ownerOf = ({ services }: Settings, path: string): ServiceSettings | undefined =>
  services.filter((service) => isWithin(path, service.path)).sort((a, b) => depth(b.path) - depth(a.path))[0];

type Key = "publicPaths" | "closedPaths";

/** What to do about a path that a service has as its own, by the list that names it. */
const ownPathFixes: Readonly<Record<Key, (of: string) => string>> = {
  publicPaths: (of) => `set public: true${of} instead`,
  closedPaths: (of) => `remove it: without public: true${of}, requests there need authorization`,
};

function placeFault(settings: Settings, service: ServiceSettings, key: Key, path: string): Fault | undefined {
  if (path === service.path)
    return { message: `got ${path}, the path of the service itself`, fix: ownPathFixes[key]("") };
  if (!isWithin(path, service.path))
    return {
      message: `got ${path}; allowed: paths below ${service.path}, the path of the service`,
      fix: `begin it with ${service.path === "/" ? "/" : `${service.path}/`}`,
    };
  const owner = ownerOf(settings, path);
  if (owner === undefined || owner.name === service.name) return undefined;
  return path === owner.path
    ? { message: `got ${path}; ${owner.name} already uses this path`, fix: ownPathFixes[key](` of ${owner.name}`) }
    : {
        message: `got ${path}; requests there go to ${owner.name}, which has the path ${owner.path}`,
        fix: `list it in ${key} of ${owner.name}`,
      };
}

/** A path that is public already, by another entry of the list. */
function coveringFault({ publicPaths }: ServiceSettings, path: string): Fault | undefined {
  const around = publicPaths.find((other) => other !== path && isWithin(path, other));
  if (around === undefined) return undefined;
  return {
    message: `got ${path}; has no effect, because ${around} and all paths below it are public`,
    fix: "remove it",
  };
}

/** A path that is to be closed and is public at the same time. */
const openFault = ({ publicPaths }: ServiceSettings, path: string): Fault | undefined =>
  publicPaths.includes(path)
    ? { message: `got ${path}, which publicPaths opens`, fix: "remove it from one of the two" }
    : undefined;

/** Lists of paths of a service, with what is wrong with one in each beside its place, and the step if the service is public. */
const lists = [
  ["publicPaths", coveringFault, "remove it, or remove public: true"],
  // Removed together with its methods, the path would stay closed in the deployment of a REST API.
  ["closedPaths", openFault, "remove it in an update before public: true, or remove public: true"],
] as const;

function pathsOf(settings: Settings, service: ServiceSettings): readonly Problem[] {
  return lists.flatMap(([key, ownFault, fixOfPublic]) => {
    const at = (index: number) => serviceAt(settings, service.name, `${key}[${index}]`);
    const entries = service[key].map((path, index) => ({ path, index }));
    if (service.public && entries.length > 0)
      return [
        {
          where: serviceAt(settings, service.name, key),
          message: "has no effect; the whole service is public",
          fix: fixOfPublic,
        },
      ];
    const twice = repeats(entries, ({ path }) => path).map(({ again }) => ({
      where: at(again.index),
      message: `got ${again.path}, which is listed twice`,
      fix: "remove one of the two",
    }));
    const faults = entries.flatMap(({ path, index }) => {
      const fault =
        placeFault(settings, service, key, path) ??
        reservedFault(path) ??
        restFault(settings, path) ??
        ownFault(service, path);
      return fault === undefined ? [] : [{ where: at(index), ...fault }];
    });
    return [...faults, ...twice];
  });
}

/** Public and closed paths that are not those of their service, or that are listed for nothing. */
export const publicPathProblems = (settings: Settings): readonly Problem[] =>
  settings.services.flatMap((service) => pathsOf(settings, service));
