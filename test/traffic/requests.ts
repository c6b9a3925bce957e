import type { Settings } from "../../core/settings/settings";
import type { Shown } from "./credentials";
import { isOpen, shownBy } from "./credentials";

/** An answer that counts: of this service, to a request that it saw with this path. */
interface Expected {
  readonly service: string;
  readonly seen: string;
}

/** A request of a client, and the answers that do not count as lost. */
export interface ClientRequest {
  readonly path: string;
  readonly expected: readonly Expected[];
  /** Credentials of the client; absent if it has none. */
  readonly shown?: Shown;
  /** Origin of the page for which a browser sends a preflight; absent for another request. */
  readonly preflightOf?: string;
}

/** Requests of which one must be answered at every step of an update. */
export interface RouteRequests {
  /** As the results name it: `/orders`, `/orders/*`, `/old or /new`. */
  readonly route: string;
  /** Service that a lost request is counted for. */
  readonly service: string;
  readonly requests: readonly ClientRequest[];
}

type Service = Settings["services"][number];

/** What is below the path of a service in a request for its greedy route. */
const below = "/item/1";

function requestOf({ name, path, stripPrefix }: Service, rest: string): ClientRequest {
  const own = path === "/" ? "" : path;
  return {
    path: `${own}${rest}` || "/",
    expected: [{ service: name, seen: (stripPrefix ? rest : `${own}${rest}`) || "/" }],
  };
}

const served = (settings: Settings) => settings.services.filter(({ retired }) => !retired);

/** The settings of a stack before and after an update. */
interface Update {
  readonly before: Settings;
  readonly after: Settings;
}

/** A request with each of the credentials of which one must be enough. */
const withShown = (request: ClientRequest, all: readonly Shown[]): readonly ClientRequest[] =>
  all.map((shown) => (Object.keys(shown).length === 0 ? request : { ...request, shown }));

/** One path that is served before and after: by one service, or by two that exchange their paths. */
function samePath({ before, after }: Update, one: Service, other: Service, rest: string): RouteRequests {
  const [old, next] = [requestOf(one, rest), requestOf(other, rest)];
  const { path } = old;
  const all = shownBy({ settings: before, service: one, path }, { settings: after, service: other, path });
  const expected = [...old.expected, ...next.expected];
  return { route: path, service: other.name, requests: withShown({ path, expected }, all) };
}

/** A service whose path changes answers at its old or its new path. */
function otherPath({ before, after }: Update, one: Service, other: Service, rest: string): RouteRequests {
  const requests = [requestOf(one, rest), requestOf(other, rest)];
  const [from = "", to = ""] = requests.map(({ path }) => path);
  const all = shownBy({ settings: before, service: one, path: from }, { settings: after, service: other, path: to });
  return {
    route: `${from} or ${to}`,
    service: other.name,
    requests: requests.flatMap((request) => withShown(request, all)),
  };
}

/** What is below the path of a service at its public paths, before or after the update. */
const publicRests = (one: Service, other: Service): readonly string[] =>
  [...new Set([...one.publicPaths, ...other.publicPaths])].map((path) => path.slice(one.path.length));

const anyOrigin = "https://www.example.com";

/** An origin whose pages may send requests before and after; undefined without one. */
function originOf({ before, after }: Update): string | undefined {
  const allowed = [before, after].flatMap(({ cors }) => (cors === undefined ? [] : [cors.origins]));
  const named = [...allowed.flat().filter((origin) => origin !== "*"), anyOrigin];
  return named.find((origin) => allowed.every((origins) => origins.includes(origin) || origins.includes("*")));
}

/** A preflight is answered by API Gateway, or by the service if the route is open. Stacks without `cors` are not asked. */
function preflight(update: Update, one: Service, other: Service): readonly RouteRequests[] {
  const { before, after } = update;
  const request = requestOf(one, "");
  const { path } = request;
  const origin = originOf(update);
  const isAnswered = (settings: Settings, service: Service) =>
    settings.cors !== undefined || isOpen(settings, service, path);
  const hasCors = before.cors !== undefined || after.cors !== undefined;
  if (!hasCors || origin === undefined || !isAnswered(before, one) || !isAnswered(after, other)) return [];
  const expected = [...request.expected, ...requestOf(other, "").expected];
  return [{ route: `preflight of ${path}`, service: other.name, requests: [{ path, expected, preflightOf: origin }] }];
}

/**
 * The requests that an update must not lose: of each path that is served before and after it, by clients that are permitted
 * before and after. A service whose path changes is asked at both paths, and one must answer. A service that is added,
 * retired or removed is not asked.
 */
export function requestsOf(before: Settings, after: Settings): readonly RouteRequests[] {
  const update = { before, after };
  const atPath = new Map(served(after).map((service) => [service.path, service]));
  const byName = new Map(served(after).map((service) => [service.name, service]));
  return served(before).flatMap((service) => {
    const successor = atPath.get(service.path);
    if (successor !== undefined) {
      const rests = ["", below, ...publicRests(service, successor)];
      return [
        ...rests.map((rest) => samePath(update, service, successor, rest)),
        ...preflight(update, service, successor),
      ];
    }
    const moved = byName.get(service.name);
    return moved === undefined ? [] : ["", below].map((rest) => otherPath(update, service, moved, rest));
  });
}
