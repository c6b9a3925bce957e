import { hoursPerMonth, toCents } from "../cost";
import type { ApiNode } from "../plan-api";
import type { ListPrice, Prices } from "../prices";
import { fallbackRegion } from "../prices";
import type { Traffic, TrafficLine } from "./traffic-line";
import { million } from "./traffic-line";

/** Prices per million requests; each tier ends at `millions` requests a month: https://aws.amazon.com/api-gateway/pricing/ */
const requestTiers = {
  http: [
    { millions: 300, price: "http1" },
    { millions: Infinity, price: "http2" },
  ],
  rest: [
    { millions: 333, price: "rest1" },
    { millions: 1000, price: "rest2" },
    { millions: 20_000, price: "rest3" },
    { millions: Infinity, price: "rest4" },
  ],
} as const;

/** HTTP APIs meter each 512 KB of a request as one request. */
const meteredKilobytes = 512;

/** Seconds between two requests of a browser to one URL: preflights are kept for `maxAgeSeconds`. An assumption. */
const browserSeconds = 60;

/** Of all X-Ray traces by its default rule: the first request of each second, and 5 % of the others. */
const sampledPart = 0.05;

interface Part {
  readonly millions: number;
  readonly listed: ListPrice;
}

/** Millions of requests by price tier, after those that came `before` them in the month. */
function tierParts(type: ApiNode["type"], millions: number, before: number, prices: Prices): readonly Part[] {
  let from = 0;
  return requestTiers[type].flatMap((tier) => {
    const inTier = Math.min(before + millions, tier.millions) - Math.max(before, from);
    from = tier.millions;
    return inTier <= 0 ? [] : [{ millions: inTier, listed: prices(tier.price) }];
  });
}

function tieredLine(name: string, parts: readonly Part[], free: ListPrice): TrafficLine {
  const usd = parts.reduce((sum, part) => sum + part.millions * part.listed.usd, 0);
  const [first = free] = parts.map(({ listed }) => listed);
  return {
    name,
    of: "requests",
    usdPerMonth: toCents(usd),
    reckoning: parts.map((part) => `${toCents(part.millions)} M x ${part.listed.usd} USD`).join(" + ") || "no requests",
    source: first.source,
    pricedIn: parts.find(({ listed }) => listed.of === fallbackRegion)?.listed.of ?? first.of,
  };
}

const meteredSteps = (type: ApiNode["type"], averageKilobytes: number) =>
  type === "http" ? Math.max(1, Math.ceil(averageKilobytes / meteredKilobytes)) : 1;

/** Preflight requests of browsers, in millions, if all requests come from web pages of other origins. */
function preflightMillions({ cors }: ApiNode, { requestsPerMonth }: Traffic): number {
  if (cors === undefined) return 0;
  return ((requestsPerMonth / million) * browserSeconds) / Math.max(browserSeconds, cors.maxAgeSeconds);
}

/** Requests of an API, and the preflights before them, which AWS charges too. */
export function requestLines(api: ApiNode, traffic: Traffic, prices: Prices): readonly TrafficLine[] {
  const { type, cors } = api;
  const millions = (traffic.requestsPerMonth * meteredSteps(type, traffic.averageKilobytes)) / million;
  const free = prices(requestTiers[type][0].price);
  const requests = tieredLine(
    `${type === "http" ? "HTTP" : "REST"} API requests`,
    tierParts(type, millions, 0, prices),
    free,
  );
  if (cors === undefined) return [requests];
  const preflights = tieredLine(
    "CORS preflights (estimate)",
    tierParts(type, preflightMillions(api, traffic), millions, prices),
    free,
  );
  return [requests, preflights];
}

/** Line of what has one price for each million. */
function millionsLine(
  name: string,
  of: TrafficLine["of"],
  millions: number,
  { usd, source, of: pricedIn }: ListPrice,
): TrafficLine {
  const reckoning = `${toCents(millions)} M x ${usd} USD`;
  return { name, of, usdPerMonth: toCents(millions * usd), reckoning, source, pricedIn };
}

/** Requests that AWS WAF inspects; the web ACL itself belongs to another stack. */
export function wafLine(api: ApiNode, traffic: Traffic, prices: Prices): readonly TrafficLine[] {
  if (api.webAcl === undefined) return [];
  const millions = traffic.requestsPerMonth / million + preflightMillions(api, traffic);
  return [millionsLine("Requests inspected by AWS WAF", "WAF", millions, prices("wafMillion"))];
}

/**
 * Traces that X-Ray records by its default sampling rule, with traffic that is even over the hours.
 * Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export function traceLine(api: ApiNode, { requestsPerMonth }: Traffic, prices: Prices): readonly TrafficLine[] {
  if (api.tracing === undefined) return [];
  const seconds = hoursPerMonth * 3600;
  const first = Math.min(requestsPerMonth, seconds);
  const millions = (first + (requestsPerMonth - first) * sampledPart) / million;
  return [millionsLine("X-Ray traces", "traces", millions, prices("traceMillion"))];
}
