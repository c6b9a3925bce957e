import type { Plan } from "./plan";
import { ownBalancers, privateZones } from "./plan-queries";
import { taskAmounts, taskPrices } from "./task-cost";
import { interfaceEndpointsIn, natGatewayZones } from "./vpc";

/** List price of AWS in us-east-1, in USD. */
interface Price {
  readonly name: string;
  readonly usd: number;
  readonly per: "hour" | "month";
  /** AWS page that lists the price. */
  readonly source: string;
  /** What it is paid for: resources of the plan, or the tasks of its services. */
  readonly of: "resources" | "tasks";
}

/** Date on which the prices were read, or later. */
export const pricesReadOn = "2026-11-24";

/** AWS counts a month as 730 hours: https://aws.amazon.com/pricing/ */
export const hoursPerMonth = 730;

const resource = (name: string, usd: number, per: Price["per"], page: string) =>
  ({ name, usd, per, source: `https://aws.amazon.com/${page}/pricing/`, of: "resources" }) as const;

const prices = {
  alb: resource("Application Load Balancer", 0.0225, "hour", "elasticloadbalancing"),
  nlb: resource("Network Load Balancer", 0.0225, "hour", "elasticloadbalancing"),
  nat: resource("NAT gateway", 0.045, "hour", "vpc"),
  address: resource("Public IPv4 address", 0.005, "hour", "vpc"),
  endpoint: resource("Interface endpoint in a zone", 0.01, "hour", "privatelink"),
  zone: resource("Private hosted zone", 0.5, "month", "route53"),
  ...taskPrices,
} as const satisfies Record<string, Price>;

/** Cost of the load balancers of a plan, in USD per month: the fixed cost in which the options differ. */
export function balancerCost(plan: Plan): number {
  const own = ownBalancers(plan);
  return toCents(own.reduce((sum, { type }) => sum + prices[type].usd * hoursPerMonth, 0));
}

/** Monthly cost of one kind of resource, independent of traffic. */
interface CostLine extends Price {
  /** Number of resources; vCPU and GB of tasks may be fractions. */
  readonly count: number;
  readonly usdPerMonth: number;
}

/**
 * What the stack creates without a charge. The public hosted zone of a domain exists already; queries of an alias record
 * for API Gateway are free.
 * Sources: https://aws.amazon.com/api-gateway/pricing/ https://aws.amazon.com/certificate-manager/pricing/
 * https://aws.amazon.com/route53/pricing/
 */
export const freeOfCharge = "VPC links, custom domain names, public certificates and alias records";

/** Fixed cost of a stack. */
export interface Cost {
  readonly lines: readonly CostLine[];
  readonly usdPerMonth: number;
  readonly pricesOf: "us-east-1";
  readonly pricesReadOn: string;
}

export const toCents = (usd: number) => Math.round(usd * 100) / 100;

function counts(plan: Plan): Record<keyof typeof prices, number> {
  const balancers = ownBalancers(plan);
  const nat = plan.vpcs.flatMap(natGatewayZones).length;
  return {
    alb: balancers.filter(({ type }) => type === "alb").length,
    nlb: balancers.filter(({ type }) => type === "nlb").length,
    nat,
    address: nat,
    endpoint: plan.vpcs.reduce(
      (sum, vpc) =>
        privateZones(plan, vpc.name).reduce((all, { zone }) => all + interfaceEndpointsIn(plan, vpc, zone), sum),
      0,
    ),
    zone: plan.namespaces.length,
    ...taskAmounts(plan),
  };
}

/**
 * Monthly cost of a plan without requests and traffic, at list prices of us-east-1; other Regions differ. Tasks count at
 * the number that always runs.
 * {@link freeOfCharge} has no price.
 */
export function fixedCost(plan: Plan): Cost {
  const all = counts(plan);
  const lines = (Object.keys(prices) as (keyof typeof prices)[])
    .filter((key) => all[key] > 0)
    .map((key): CostLine => {
      const price: Price = prices[key];
      const count = all[key];
      return { ...price, count, usdPerMonth: toCents(count * price.usd * (price.per === "hour" ? hoursPerMonth : 1)) };
    });
  const exact = lines.reduce((sum, { count, usd, per }) => sum + count * usd * (per === "hour" ? hoursPerMonth : 1), 0);
  return { lines, usdPerMonth: toCents(exact), pricesOf: "us-east-1", pricesReadOn };
}
