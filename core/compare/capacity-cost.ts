import { hoursPerMonth } from "../cost";
import type { OwnBalancer } from "../plan";
import type { Prices } from "../prices";
import type { Traffic, TrafficLine } from "./traffic-line";
import { million } from "./traffic-line";

/**
 * Dimensions and price of one capacity unit: LCUs of ALBs with HTTP or HTTPS listeners, NLCUs of NLBs. A new TLS
 * connection to an NLB costs as much as 16 TCP connections; without TLS listeners, an NLB passes TLS through as TCP.
 * Source: https://aws.amazon.com/elasticloadbalancing/pricing/
 */
const capacity = {
  alb: { unit: "LCU", price: "lcu", connectionsPerSecond: 25, gigabytesPerHour: 1, evaluationsPerSecond: 1000 },
  nlb: {
    unit: "NLCU",
    price: "nlcu",
    connectionsPerSecond: 800,
    gigabytesPerHour: 1,
    evaluationsPerSecond: Infinity,
  },
  nlbTls: {
    unit: "NLCU",
    price: "nlcu",
    connectionsPerSecond: 50,
    gigabytesPerHour: 1,
    evaluationsPerSecond: Infinity,
  },
} as const;

/** Whether a load balancer ends TLS. */
const endsTls = ({ listeners }: OwnBalancer): boolean => listeners.some(({ protocol }) => protocol === "TLS");

/** Listener rules of an ALB that are evaluated without charge. */
const freeRules = 10;

/**
 * Cost of the capacity units of a load balancer: AWS charges the largest dimension. Assumes that each request opens a
 * connection of less than a minute and that traffic is even over services and hours; then active connections are never
 * the largest dimension.
 *
 * @param share - of all requests, those that pass this load balancer
 */
export function capacityLine(
  balancer: OwnBalancer,
  share: number,
  { requestsPerMonth, averageKilobytes }: Traffic,
  prices: Prices,
): TrafficLine {
  const { unit, price, ...takes } = capacity[endsTls(balancer) ? "nlbTls" : balancer.type];
  const { usd, source, of } = prices(price);
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
    of: "load balancers",
    usdPerMonth: units * hoursPerMonth * usd,
    reckoning: `${units.toPrecision(3)} ${unit} by ${dimension} x ${hoursPerMonth} h x ${usd} USD`,
    source,
    pricedIn: of,
  };
}
