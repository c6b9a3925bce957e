import type { AlarmNode } from "../core/plan-operation";
import { decide } from "../core/decide";
import { formatProblems } from "../core/problem";
import { conditionOf } from "./alarms";
import { markdownTable } from "./table";

const topic = "arn:aws:sns:us-east-1:111122223333:on-call";
const vpcs = [{ name: "shop", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"] }];
const orders = { name: "orders", vpc: "shop", image: "shop/orders:1.0.0" };
const healthCheck = { command: ["CMD-SHELL", "true"] };

/** Places of a service that are not what an option gives it anyway, with the options that have them. */
const chosen = [
  { balancer: "nlb", options: [1, 5], more: {} },
  { balancer: "cloudMap", options: [1], more: { healthCheck } },
] as const;

/** The alarms of a stack with one service. @throws Error if its settings are refused */
function alarmsWith(option: number, more: Readonly<Record<string, unknown>>): readonly AlarmNode[] {
  const decision = decide({ option, vpcs, services: [{ ...orders, ...more }], alarms: { topic } }, "us-east-1", []);
  if ("problems" in decision) throw new Error(formatProblems(decision.problems));
  return decision.plan.alarms;
}

/** Load balancers of both types have target groups, with other alarms. */
const watchedOf = ({ hop, metrics }: AlarmNode): string => {
  const type = metrics[0]?.namespace === "AWS/NetworkELB" ? "NLB" : "ALB";
  const words = {
    stage: "stage",
    loadBalancer: type,
    targetGroup: `target group of an ${type}`,
    task: "tasks",
    account: "account",
  };
  return words[hop.kind];
};

/** Which alarms a stack has under each option, with the default limits, as a Markdown table. */
export function alarmsTable(): string {
  const rows = new Map<string, { readonly cells: readonly string[]; readonly where: Map<string, Set<number>> }>();
  const add = (option: number, place: string, alarms: readonly AlarmNode[]) => {
    for (const alarm of alarms) {
      const cells = [watchedOf(alarm), `\`…${alarm.name.slice(alarm.hop.name.length)}\``, conditionOf(alarm)];
      const row = rows.get(cells.join()) ?? { cells, where: new Map<string, Set<number>>() };
      rows.set(cells.join(), row);
      const known = [...row.where.values()].some((options) => options.has(option));
      if (!known) row.where.set(place, (row.where.get(place) ?? new Set()).add(option));
    }
  };
  for (const option of [1, 2, 3, 4, 5]) add(option, "", alarmsWith(option, {}));
  for (const { balancer, options, more } of chosen)
    for (const option of options)
      add(option, ` with \`balancer: ${balancer}\``, alarmsWith(option, { balancer, ...more }));
  const options = (where: ReadonlyMap<string, ReadonlySet<number>>) =>
    [...where].map(([place, found]) => `${[...found].join(", ")}${place}`).join("; ");
  return markdownTable({
    head: ["watches", "alarm", "is on when", "options"],
    rows: [...rows.values()].map(({ cells, where }) => [...cells, options(where)]),
  });
}
