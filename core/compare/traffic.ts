import { hoursPerMonth, toCents } from "../cost";
import type { OwnBalancer, Plan } from "../plan";
import { ownBalancers } from "../plan-queries";
import { servicesByBalancer } from "../request-paths";

/** Traffic of all services together. */
export interface Traffic {
  readonly requestsPerMonth: number;
  /** Request and response together. */
  readonly averageKilobytes: number;
}

/** One line of the monthly traffic cost, with its calculation. */
export interface TrafficLine {
  readonly name: string;
  readonly usdPerMonth: number;
  readonly reckoning: string;
  readonly source: string;
}

const million = 1_000_000;
const gatewayPricing = "https://aws.amazon.com/api-gateway/pricing/";
const balancingPricing = "https://aws.amazon.com/elasticloadbalancing/pricing/";

/** USD per million requests in us-east-1; each tier ends at `millions` requests a month. */
const requestTiers = {
  http: [
    { millions: 300, usd: 1 },
    { millions: Infinity, usd: 0.9 },
  ],
  rest: [
    { millions: 333, usd: 3.5 },
    { millions: 1000, usd: 2.8 },
    { millions: 20_000, usd: 2.38 },
    { millions: Infinity, usd: 1.51 },
  ],
} as const;

/** HTTP APIs meter each 512 KB of a request as one request. */
const meteredKilobytes = 512;

/**
 * Dimensions and price of one capacity unit: LCUs of ALBs with HTTP or HTTPS listeners, NLCUs of NLBs. A new TLS
 * connection to an NLB costs as much as 16 TCP connections; without TLS listeners, an NLB passes TLS through as TCP.
 */
const capacity = {
  alb: { unit: "LCU", usdPerHour: 0.008, connectionsPerSecond: 25, gigabytesPerHour: 1, evaluationsPerSecond: 1000 },
  nlb: {
    unit: "NLCU",
    usdPerHour: 0.006,
    connectionsPerSecond: 800,
    gigabytesPerHour: 1,
    evaluationsPerSecond: Infinity,
  },
  nlbTls: {
    unit: "NLCU",
    usdPerHour: 0.006,
    connectionsPerSecond: 50,
    gigabytesPerHour: 1,
    evaluationsPerSecond: Infinity,
  },
} as const;

const endsTls = ({ listeners }: OwnBalancer) => listeners.some(({ protocol }) => protocol === "TLS");

/** Listener rules of an ALB that are evaluated without charge. */
const freeRules = 10;

function requestLine(type: "http" | "rest", { requestsPerMonth, averageKilobytes }: Traffic): TrafficLine {
  const steps = type === "http" ? Math.max(1, Math.ceil(averageKilobytes / meteredKilobytes)) : 1;
  const millions = (requestsPerMonth * steps) / million;
  let counted = 0;
  const parts = requestTiers[type].flatMap((tier) => {
    const inTier = Math.min(millions, tier.millions) - counted;
    if (inTier <= 0) return [];
    counted += inTier;
    return [{ millions: inTier, usd: tier.usd }];
  });
  return {
    name: `${type === "http" ? "HTTP" : "REST"} API requests`,
    usdPerMonth: toCents(parts.reduce((sum, part) => sum + part.millions * part.usd, 0)),
    reckoning: parts.map((part) => `${toCents(part.millions)} M x ${part.usd} USD`).join(" + ") || "no requests",
    source: gatewayPricing,
  };
}

/**
 * Cost of the capacity units of a load balancer: AWS charges the largest dimension. Assumes that each request opens a
 * connection of less than a minute and that traffic is even over services and hours; then active connections are never
 * the largest dimension.
 */
function balancerLine(
  balancer: OwnBalancer,
  share: number,
  { requestsPerMonth, averageKilobytes }: Traffic,
): TrafficLine {
  const { unit, usdPerHour, ...takes } = capacity[endsTls(balancer) ? "nlbTls" : balancer.type];
  const perSecond = (requestsPerMonth * share) / (hoursPerMonth * 3600);
  const rules = balancer.listeners.reduce((most, listener) => Math.max(most, listener.rules.length), 0);
  const uses = {
    [endsTls(balancer) ? "TLS connections" : "connections"]: perSecond / takes.connectionsPerSecond,
    bytes: (perSecond * 3600 * averageKilobytes) / million / takes.gigabytesPerHour,
    "rule evaluations": (perSecond * Math.max(0, rules - freeRules)) / takes.evaluationsPerSecond,
  };
  const [[dimension, units] = ["connections", 0]] = Object.entries(uses).sort(([, a], [, b]) => b - a);
  return {
    name: `${unit}s of ${balancer.name}`,
    usdPerMonth: units * hoursPerMonth * usdPerHour,
    reckoning: `${units.toPrecision(3)} ${unit} by ${dimension} x ${hoursPerMonth} h x ${usdPerHour} USD`,
    source: balancingPricing,
  };
}

/** Monthly traffic cost of a plan at list prices of us-east-1, in addition to its fixed cost. */
export function trafficCost(
  plan: Plan,
  traffic: Traffic,
): { readonly lines: readonly TrafficLine[]; readonly usdPerMonth: number } {
  const api = plan.apis[0]?.type ?? "http";
  const all = new Set(plan.apis.flatMap(({ backends }) => backends.map(({ service }) => service))).size;
  const behind = servicesByBalancer(plan);
  const balancers = ownBalancers(plan).map((balancer) =>
    balancerLine(balancer, all === 0 ? 0 : (behind.get(balancer.name)?.size ?? 0) / all, traffic),
  );
  const lines = [requestLine(api, traffic), ...balancers];
  return { lines, usdPerMonth: toCents(lines.reduce((sum, line) => sum + line.usdPerMonth, 0)) };
}
