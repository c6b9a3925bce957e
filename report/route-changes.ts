import type { RouteLine } from "../core/route-lines";
import type { PreviewResult } from "./result";

/** What two previews are compared by. */
export type Previewed = Pick<PreviewResult, "option" | "title" | "plan" | "routes" | "cost">;

/** A value before and after. */
interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** What changes for the clients of an API, and what it costs; a key is absent where nothing changes. */
export interface RouteChanges {
  readonly option?: Change<number>;
  readonly topology?: Change<string>;
  readonly api?: Change<"HTTP API" | "REST API">;
  /** Why the URL of the API is another one. */
  readonly url?: "new API" | "new stage" | "new domain name" | "domain name removed";
  readonly stage?: Change<string>;
  readonly fixedUsdPerMonth?: Change<number>;
  /** Cost of the traffic that a preview assumes. */
  readonly trafficUsdPerMonth?: Change<number>;
  readonly added: readonly RouteLine[];
  readonly changed: readonly { readonly route: string; readonly before: RouteLine; readonly after: RouteLine }[];
  readonly removed: readonly RouteLine[];
}

const sameRoute = (before: RouteLine, after: RouteLine) =>
  before.service === after.service && before.hops.join() === after.hops.join();

/** A change by key, or nothing if both values are equal. */
const change = <K extends string, T>(key: K, before: T, after: T) =>
  (before === after ? {} : { [key]: { before, after } }) as Readonly<Partial<Record<K, Change<T>>>>;

const apiOf = ({ plan }: Previewed) => plan.apis[0];
const kindOf = (previewed: Previewed): "HTTP API" | "REST API" =>
  apiOf(previewed)?.type === "http" ? "HTTP API" : "REST API";

/** The execute-api URL has the id of the API and the name of the stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
function endpointChange(before: Previewed, after: Previewed): Pick<RouteChanges, "url"> {
  if (apiOf(before)?.name !== apiOf(after)?.name) return { url: "new API" };
  return apiOf(before)?.stage === apiOf(after)?.stage ? {} : { url: "new stage" };
}

const domainUrl = ({ plan: { domain } }: Previewed) => domain && `${domain.domainName}/${domain.basePath ?? ""}`;

/** A domain name keeps its URL under every API. Without one before, the execute-api URL may stay open beside it. */
function urlChange(before: Previewed, after: Previewed): Pick<RouteChanges, "url"> {
  const [old, next] = [domainUrl(before), domainUrl(after)];
  if (old !== undefined)
    return old === next ? {} : { url: next === undefined ? "domain name removed" : "new domain name" };
  return apiOf(after)?.defaultEndpoint === "closed" ? { url: "new domain name" } : endpointChange(before, after);
}

/** Compares two previews of one stack. */
export function routeChanges(before: Previewed, after: Previewed): RouteChanges {
  const earlier = new Map(before.routes.map((line) => [line.route, line]));
  const later = new Set(after.routes.map(({ route }) => route));
  return {
    ...change<"option", number>("option", before.option, after.option),
    ...change("topology", before.title, after.title),
    ...change("api", kindOf(before), kindOf(after)),
    ...urlChange(before, after),
    ...change("stage", apiOf(before)?.stage ?? "", apiOf(after)?.stage ?? ""),
    ...change("fixedUsdPerMonth", before.cost.usdPerMonth, after.cost.usdPerMonth),
    ...change("trafficUsdPerMonth", before.cost.traffic.usdPerMonth, after.cost.traffic.usdPerMonth),
    added: after.routes.filter(({ route }) => !earlier.has(route)),
    changed: after.routes.flatMap((line) => {
      const old = earlier.get(line.route);
      return old === undefined || sameRoute(old, line) ? [] : [{ route: line.route, before: old, after: line }];
    }),
    removed: before.routes.filter(({ route }) => !later.has(route)),
  };
}
