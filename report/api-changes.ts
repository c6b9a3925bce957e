import { standbyApi } from "../core/plan-queries";
import type { RouteLine } from "../core/route-lines";
import type { SwitchStep, Topologies } from "../core/switch-step";
import { switchStep } from "../core/switch-step";
import type { Change } from "./change";
import { change, paired } from "./change";
import type { PreviewResult } from "./result";

/** What of a result is compared here. */
type Previewed = Pick<PreviewResult, "option" | "title" | "standby" | "plan" | "routes">;

/** What changes for the clients of an API; a key is absent where nothing changes. */
export interface ApiChanges {
  readonly option?: Change<number>;
  readonly topology?: Change<string>;
  /** The topology that stands by; null for none. */
  readonly standby?: Change<number | null>;
  /** What an update from one to the other does to the topologies. */
  readonly step?: SwitchStep;
  readonly api?: Change<"HTTP API" | "REST API">;
  /** Why the URL of the API is another one. */
  readonly url?: "new API" | "new stage" | "new domain name" | "domain name removed";
  /** Present if the old URL answers on, because its API stands by. */
  readonly oldUrlStays?: true;
  readonly stage?: Change<string>;
}

interface Lists {
  readonly added: readonly RouteLine[];
  readonly changed: readonly Change<RouteLine>[];
  readonly removed: readonly RouteLine[];
}

/** Routes that change, of the API that serves. A changed one has another service or other hops. */
export interface RouteChanges extends Lists {
  /** Routes of the API that stands by; absent if none of them changes. */
  readonly standby?: Lists & { readonly option: Change<number | null> };
}

/** The API that serves. */
const apiOf = ({ plan }: Previewed) => plan.apis[0];
const standbyOf = ({ standby }: Previewed) => standby?.option ?? null;
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

/** The execute-api URL of an API answers until the API goes or its endpoint is closed. */
function oldUrlStays(before: Previewed, after: Previewed): Pick<ApiChanges, "oldUrlStays"> {
  const old = standbyApi(after.plan);
  const stays = old?.name === apiOf(before)?.name && old?.stage === apiOf(before)?.stage;
  return stays && old?.defaultEndpoint !== "closed" && before.plan.domain === undefined ? { oldUrlStays: true } : {};
}

const topologiesOf = ({ option, standby }: Previewed): Topologies =>
  standby === undefined ? { option } : { option, standby: standby.option };

function stepOf(before: Previewed, after: Previewed): Pick<ApiChanges, "step"> {
  const step = switchStep(topologiesOf(before), topologiesOf(after));
  return step.kind === "none" ? {} : { step };
}

/** Compares the APIs that serve in two previews of one stack, and the step from the topologies of one to the other's. */
export const apiChanges = (before: Previewed, after: Previewed): ApiChanges => ({
  ...change<"option", number>("option", before.option, after.option),
  ...change("topology", before.title, after.title),
  ...change("standby", standbyOf(before), standbyOf(after)),
  ...stepOf(before, after),
  ...change("api", kindOf(before), kindOf(after)),
  ...urlChange(before, after),
  ...oldUrlStays(before, after),
  ...change("stage", apiOf(before)?.stage ?? "", apiOf(after)?.stage ?? ""),
});

const sameRoute = ({ before, after }: Change<RouteLine>) =>
  before.service === after.service && before.hops.join() === after.hops.join();

function changesIn(
  before: readonly RouteLine[],
  after: readonly RouteLine[],
  keyOf: (line: RouteLine) => string,
): Lists {
  const { kept, ...others } = paired(before, after, keyOf);
  return { ...others, changed: kept.filter((pair) => !sameRoute(pair)) };
}

const isStandby = ({ standsBy }: RouteLine) => standsBy === true;
const isServing = (line: RouteLine) => !isStandby(line);
const routeOf = ({ route }: RouteLine) => route;

/** Compares the routes of two previews of one stack: of the APIs that serve, and of those that stand by. */
export function routeChanges(before: Previewed, after: Previewed): RouteChanges {
  const standby = changesIn(before.routes.filter(isStandby), after.routes.filter(isStandby), routeOf);
  const unchanged = Object.values(standby).every((list: readonly unknown[]) => list.length === 0);
  return {
    ...changesIn(before.routes.filter(isServing), after.routes.filter(isServing), routeOf),
    ...(unchanged ? {} : { standby: { ...standby, option: { before: standbyOf(before), after: standbyOf(after) } } }),
  };
}
