import type { RouteLine } from "../core/route-lines";
import type { Change } from "./change";
import { change, paired } from "./change";
import type { PreviewResult } from "./result";

/** What of a result is compared here. */
type Previewed = Pick<PreviewResult, "option" | "title" | "plan" | "routes">;

/** What changes for the clients of an API; a key is absent where nothing changes. */
export interface ApiChanges {
  readonly option?: Change<number>;
  readonly topology?: Change<string>;
  readonly api?: Change<"HTTP API" | "REST API">;
  /** Why the URL of the API is another one. */
  readonly url?: "new API" | "new stage" | "new domain name" | "domain name removed";
  readonly stage?: Change<string>;
}

/** Routes that change. A changed one has another service or other hops. */
export interface RouteChanges {
  readonly added: readonly RouteLine[];
  readonly changed: readonly Change<RouteLine>[];
  readonly removed: readonly RouteLine[];
}

const apiOf = ({ plan }: Previewed) => plan.apis[0];
const kindOf = (previewed: Previewed): "HTTP API" | "REST API" =>
  apiOf(previewed)?.type === "http" ? "HTTP API" : "REST API";

/** The execute-api URL has the id of the API and the name of the stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
function endpointChange(before: Previewed, after: Previewed): Pick<ApiChanges, "url"> {
  if (apiOf(before)?.name !== apiOf(after)?.name) return { url: "new API" };
  return apiOf(before)?.stage === apiOf(after)?.stage ? {} : { url: "new stage" };
}

const domainUrl = ({ plan: { domain } }: Previewed) => domain && `${domain.domainName}/${domain.basePath ?? ""}`;

/** A domain name keeps its URL under every API. Without one before, the execute-api URL may stay open beside it. */
function urlChange(before: Previewed, after: Previewed): Pick<ApiChanges, "url"> {
  const [old, next] = [domainUrl(before), domainUrl(after)];
  if (old !== undefined)
    return old === next ? {} : { url: next === undefined ? "domain name removed" : "new domain name" };
  return apiOf(after)?.defaultEndpoint === "closed" ? { url: "new domain name" } : endpointChange(before, after);
}

/** Compares the APIs of two previews of one stack. */
export const apiChanges = (before: Previewed, after: Previewed): ApiChanges => ({
  ...change<"option", number>("option", before.option, after.option),
  ...change("topology", before.title, after.title),
  ...change("api", kindOf(before), kindOf(after)),
  ...urlChange(before, after),
  ...change("stage", apiOf(before)?.stage ?? "", apiOf(after)?.stage ?? ""),
});

const sameRoute = ({ before, after }: Change<RouteLine>) =>
  before.service === after.service && before.hops.join() === after.hops.join();

/** Compares the routes of two previews of one stack. The first API of a stack is the same one under every option. */
export function routeChanges(before: Previewed, after: Previewed): RouteChanges {
  const [first, second] = [apiOf(before)?.name, apiOf(after)?.name];
  const keyOf = ({ api, route }: RouteLine) => (api === first || api === second ? route : `${api} ${route}`);
  const { kept, ...others } = paired(before.routes, after.routes, keyOf);
  return { ...others, changed: kept.filter((pair) => !sameRoute(pair)) };
}
