import { toCents } from "../cost";
import type { OwnBalancer, Plan } from "../plan";
import { ownBalancers, servedServices } from "../plan-queries";
import { pricesIn } from "../prices";
import { servicesByBalancer } from "../request-paths";
import { capacityLine } from "./capacity-cost";
import { accessLogLine, balancerLogLines, containerLogLines } from "./log-cost";
import { requestLines, traceLine, wafLine } from "./request-cost";
import type { Traffic, TrafficLine } from "./traffic-line";

/** What the requests of a month cost, in addition to the fixed cost. */
export interface TrafficCost extends Traffic {
  readonly lines: readonly TrafficLine[];
  readonly usdPerMonth: number;
}

/** Monthly traffic cost of a plan at the list prices of a Region, in addition to its fixed cost. */
export function trafficCost(plan: Plan, traffic: Traffic, region: string): TrafficCost {
  const prices = pricesIn(region);
  const all = servedServices(plan).size;
  const behind = servicesByBalancer(plan);
  const shareOf = ({ name }: OwnBalancer) => (all === 0 ? 0 : (behind.get(name)?.size ?? 0) / all);
  // One API serves; a second one of the stack is only a standby.
  const apis = plan.apis.slice(0, 1);
  const lines = [
    ...apis.flatMap((api) => requestLines(api, traffic, prices)),
    ...ownBalancers(plan).map((balancer) => capacityLine(balancer, shareOf(balancer), traffic, prices)),
    ...apis.flatMap((api) => [
      ...wafLine(api, traffic, prices),
      ...traceLine(api, traffic, prices),
      ...accessLogLine(api, traffic, prices),
    ]),
    ...containerLogLines(plan, traffic, prices),
    ...balancerLogLines(plan, shareOf, traffic, prices),
  ];
  return { ...traffic, lines, usdPerMonth: toCents(lines.reduce((sum, line) => sum + line.usdPerMonth, 0)) };
}
