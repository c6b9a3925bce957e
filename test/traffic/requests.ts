import type { Settings } from "../../core/settings/settings";

/** An answer that counts: of this service, to a request that it saw with this path. */
interface Expected {
  readonly service: string;
  readonly seen: string;
}

/** A request of a client, and the answers that do not count as lost. */
export interface ClientRequest {
  readonly path: string;
  readonly expected: readonly Expected[];
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

/** One path that is served before and after: by one service, or by two that exchange their paths. */
function samePath(before: Service, after: Service, rest: string): RouteRequests {
  const [old, next] = [requestOf(before, rest), requestOf(after, rest)];
  const expected = [...old.expected, ...next.expected];
  return { route: old.path, service: after.name, requests: [{ path: old.path, expected }] };
}

/** A service whose path changes answers at its old or its new path. */
function otherPath(before: Service, after: Service, rest: string): RouteRequests {
  const requests = [requestOf(before, rest), requestOf(after, rest)];
  return { route: requests.map(({ path }) => path).join(" or "), service: after.name, requests };
}

/**
 * The requests that an update must not lose: of each path that is served before and after it. A service whose path changes
 * is asked at both paths, and one must answer. A service that is added, retired or removed is not asked.
 */
export function requestsOf(before: Settings, after: Settings): readonly RouteRequests[] {
  const atPath = new Map(served(after).map((service) => [service.path, service]));
  const byName = new Map(served(after).map((service) => [service.name, service]));
  return served(before).flatMap((service) => {
    const successor = atPath.get(service.path);
    if (successor !== undefined) return ["", below].map((rest) => samePath(service, successor, rest));
    const moved = byName.get(service.name);
    return moved === undefined ? [] : ["", below].map((rest) => otherPath(service, moved, rest));
  });
}
