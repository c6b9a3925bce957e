import { firstName } from "../../core/naming";
import type { Settings } from "../../core/settings/settings";
import { topologyTraits } from "../../core/topology-traits";
import type { Shown } from "./credentials";
import { isOpen, shownBy } from "./credentials";

/** An answer that counts: of the service with this first name, which its ECS service and container keep, to a request that it saw with this path. */
interface Expected {
  readonly service: string;
  readonly seen: string;
}

/** A request of a client, and the answers that do not count as lost. */
export interface ClientRequest {
  readonly path: string;
  /** Empty if API Gateway must refuse the client, which has no credentials. */
  readonly expected: readonly Expected[];
  /** Credentials of the client; absent if it has none. */
  readonly shown?: Shown;
  /** Origin of the page for which a browser sends a preflight; absent for another request. */
  readonly preflightOf?: string;
  /** Origin of a page that must be able to read the answer, if it has the headers of API Gateway; absent if none asks. */
  readonly readableBy?: string;
  /** Whether the answers of services have the CORS headers of API Gateway: under an HTTP API. */
  readonly replacesHeaders?: true;
  /** Web ACL that must inspect the request; absent if the stack has none, or another one afterwards. */
  readonly webAcl?: string;
  /** How many such requests there are at one instant; absent for one. */
  readonly atOnce?: number;
  /** Whether a limit must refuse the last of them. */
  readonly isThrottled?: true;
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

function requestOf(service: Service, rest: string): ClientRequest {
  const { path, stripPrefix } = service;
  const own = path === "/" ? "" : path;
  return {
    path: `${own}${rest}` || "/",
    expected: [{ service: firstName(service), seen: (stripPrefix ? rest : `${own}${rest}`) || "/" }],
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

/** A client without credentials must be refused at a path where all need some, before and after. */
function withoutCredentials(
  { before, after }: Update,
  one: Service,
  other: Service,
  rest: string,
): readonly RouteRequests[] {
  const { path } = requestOf(one, rest);
  if (isOpen(before, one, path) || isOpen(after, other, path)) return [];
  return [{ route: `${path} without credentials`, service: other.name, requests: [{ path, expected: [] }] }];
}

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

/** What is below the path of a service at its public paths, also those that are closed, before or after the update. */
const publicRests = (one: Service, other: Service): readonly string[] => {
  const paths = [one, other].flatMap(({ publicPaths, closedPaths }) => [...publicPaths, ...closedPaths]);
  return [...new Set(paths)].map((path) => path.slice(one.path === "/" ? 0 : one.path.length));
};

const anyOrigin = "https://www.example.com";

/** An origin whose pages may send requests before and after; undefined without one. */
function originOf({ before, after }: Update): string | undefined {
  const allowed = [before, after].flatMap(({ cors }) => (cors === undefined ? [] : [cors.origins]));
  const named = [...allowed.flat().filter((origin) => origin !== "*"), anyOrigin];
  return named.find((origin) => allowed.every((origins) => origins.includes(origin) || origins.includes("*")));
}

/** The origin of pages that may send requests before and after, and the web ACL that inspects them. */
function observedIn(update: Update): Pick<ClientRequest, "readableBy" | "replacesHeaders" | "webAcl"> {
  const { before, after } = update;
  const origin = before.cors && after.cors && originOf(update);
  const webAcl = before.webAcl === after.webAcl ? after.webAcl : undefined;
  return {
    ...(origin === undefined ? {} : { readableBy: origin }),
    ...(origin !== undefined && topologyTraits[after.option].api === "http" ? { replacesHeaders: true } : {}),
    ...(webAcl === undefined ? {} : { webAcl }),
  };
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

function asked(update: Update): readonly RouteRequests[] {
  const { before, after } = update;
  const atPath = new Map(served(after).map((service) => [service.path, service]));
  const byName = new Map(served(after).map((service) => [service.name, service]));
  return served(before).flatMap((service) => {
    const successor = atPath.get(service.path);
    if (successor !== undefined) {
      const rests = ["", below, ...publicRests(service, successor)];
      return [
        ...rests.map((rest) => samePath(update, service, successor, rest)),
        ...rests.flatMap((rest) => withoutCredentials(update, service, successor, rest)),
        ...preflight(update, service, successor),
      ];
    }
    const moved = byName.get(service.name);
    return moved === undefined ? [] : ["", below].map((rest) => otherPath(update, service, moved, rest));
  });
}

/**
 * The requests that an update must not lose: of each path that is served before and after it, by clients that are permitted
 * before and after. A service whose path changes is asked at both paths, and one must answer. A service that is added,
 * retired or removed is not asked. Where all need credentials before and after, a client without must be refused.
 */
export function requestsOf(before: Settings, after: Settings): readonly RouteRequests[] {
  const update = { before, after };
  const observed = observedIn(update);
  return asked(update).map((routes) => ({
    ...routes,
    requests: routes.requests.map((request) => ({ ...request, ...observed })),
  }));
}
