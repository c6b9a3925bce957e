import { linkMetric } from "./metrics";
import { alarmMetricCount, insightsMetricCounts } from "./observability-cost";
import type { Plan } from "./plan";
import { ownBalancers, privateZones } from "./plan-queries";
import type { PriceKey } from "./prices";
import { pricesIn } from "./prices";
import { taskCosts } from "./task-cost";
import { interfaceEndpointsIn, natGatewayZones } from "./vpc";

/** What a part of the fixed cost is paid for: resources, the tasks of services, or what shows how they do. */
type Purpose = "resources" | "tasks" | "observability";

interface Item {
  readonly name: string;
  readonly price: PriceKey;
  readonly per: "hour" | "month";
  readonly count: (plan: Plan) => number;
}

/** AWS counts a month as 730 hours: https://aws.amazon.com/pricing/ */
export const hoursPerMonth = 730;

const natGateways = (plan: Plan) => plan.vpcs.flatMap(natGatewayZones).length;
const balancers = (type: "alb" | "nlb") => (plan: Plan) =>
  ownBalancers(plan).filter((balancer) => balancer.type === type).length;
const endpoints = (plan: Plan) =>
  plan.vpcs.reduce(
    (sum, vpc) =>
      privateZones(plan, vpc.name).reduce((all, { zone }) => all + interfaceEndpointsIn(plan, vpc, zone), sum),
    0,
  );

const resources: readonly Item[] = [
  { name: "Application Load Balancer", price: "alb", per: "hour", count: balancers("alb") },
  { name: "Network Load Balancer", price: "nlb", per: "hour", count: balancers("nlb") },
  { name: "NAT gateway", price: "nat", per: "hour", count: natGateways },
  { name: "Public IPv4 address", price: "address", per: "hour", count: natGateways },
  { name: "Interface endpoint in a zone", price: "endpoint", per: "hour", count: endpoints },
  { name: "Private hosted zone", price: "zone", per: "month", count: ({ namespaces }) => namespaces.length },
];

const observability: readonly Item[] = [
  { name: "Metric of an alarm", price: "alarmMetric", per: "month", count: alarmMetricCount },
  { name: "Dashboard", price: "dashboard", per: "month", count: ({ dashboard }) => (dashboard === undefined ? 0 : 1) },
  {
    name: "Metric of the link counter",
    price: "metric",
    per: "month",
    count: ({ account }) => (account?.linkCounter === true ? linkMetric.versions.length : 0),
  },
  {
    name: "Metric of Container Insights (estimate)",
    price: "metric",
    per: "month",
    count: (plan) => insightsMetricCounts(plan).metric,
  },
  {
    name: "Metric of enhanced Container Insights (estimate)",
    price: "enhancedMetric",
    per: "month",
    count: (plan) => insightsMetricCounts(plan).enhancedMetric,
  },
];

/** Cost of the load balancers of a plan, in USD per month: the fixed cost in which the options differ. */
export function balancerCost(plan: Plan, region: string): number {
  const prices = pricesIn(region);
  return toCents(ownBalancers(plan).reduce((sum, { type }) => sum + prices(type).usd * hoursPerMonth, 0));
}

/** Monthly cost of one kind of resource, independent of traffic. */
interface CostLine {
  readonly name: string;
  /** List price of AWS in USD. */
  readonly usd: number;
  readonly per: "hour" | "month";
  /** Page or file that lists the price. */
  readonly source: string;
  /** Region whose price it is: that of the stack, or us-east-1. */
  readonly pricedIn: string;
  readonly of: Purpose;
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
  /** Region whose list prices count, as far as public sources have them. */
  readonly pricesOf: string;
  /** The oldest date on which one of the prices was read; empty if nothing costs anything. */
  readonly pricesReadOn: string;
}

export const toCents = (usd: number) => Math.round(usd * 100) / 100;

/**
 * Monthly cost of a plan without requests and traffic, at the list prices of a Region. Tasks count at the number that
 * always runs. What AWS gives an account for nothing is not deducted, because all its stacks share it.
 * {@link freeOfCharge} has no price.
 */
export function fixedCost(plan: Plan, region: string): Cost {
  const prices = pricesIn(region);
  const counted = (list: readonly Item[], of: Purpose) =>
    list.map(({ name, price, per, count }) => ({ name, per, of, count: count(plan), listed: prices(price) }));
  const tasks = taskCosts(plan, prices).map((item) => ({ ...item, per: "hour" as const, of: "tasks" as const }));
  const used = [...counted(resources, "resources"), ...tasks, ...counted(observability, "observability")].filter(
    ({ count }) => count > 0,
  );
  const monthly = ({ count, per, listed }: (typeof used)[number]) =>
    count * listed.usd * (per === "hour" ? hoursPerMonth : 1);
  const lines = used.map((item): CostLine => {
    const { name, per, of, count, listed } = item;
    const { usd, source, of: pricedIn } = listed;
    return { name, usd, per, source, pricedIn, of, count, usdPerMonth: toCents(monthly(item)) };
  });
  const [oldest = ""] = used.map(({ listed }) => listed.readOn).sort();
  return {
    lines,
    usdPerMonth: toCents(used.reduce((sum, item) => sum + monthly(item), 0)),
    pricesOf: region,
    pricesReadOn: oldest,
  };
}
