import type { InstanceNames } from "./naming";
import type { AlarmNode, Dimension, MetricNode, OperationPlan, WatchedHop } from "./plan-operation";

const balancing: ReadonlySet<string> = new Set(["loadBalancer", "targetGroup"]);

const nameIn = (kind: string, name: string, { own, loadBalancer }: InstanceNames): string =>
  balancing.has(kind) ? loadBalancer(name) : own(name);

const renamedDimension = (dimension: Dimension, names: InstanceNames): Dimension =>
  typeof dimension === "string" ? dimension : { ...dimension, name: nameIn(dimension.of, dimension.name, names) };

const renamedMetric = (node: MetricNode, names: InstanceNames): MetricNode => ({
  ...node,
  dimensions: Object.fromEntries(
    Object.entries(node.dimensions).map(([key, dimension]) => [key, renamedDimension(dimension, names)]),
  ),
});

const renamedHop = ({ kind, name }: WatchedHop, names: InstanceNames): WatchedHop => ({
  kind,
  name: nameIn(kind, name, names),
});

const renamedAlarm = (node: AlarmNode, names: InstanceNames): AlarmNode => ({
  ...node,
  name: names.own(node.name),
  hop: renamedHop(node.hop, names),
  metrics: node.metrics.map((metric) => renamedMetric(metric, names)),
});

/** How a stack is looked after, with the names of an instance. */
export function renamedOperation(plan: OperationPlan, names: InstanceNames): OperationPlan {
  const { own } = names;
  const { monitoring, dashboard, containerInsights, loadBalancerLogs, account, keepAwake } = plan;
  return {
    alarms: plan.alarms.map((node) => renamedAlarm(node, names)),
    ...(monitoring === undefined ? {} : { monitoring: own(monitoring) }),
    ...(dashboard === undefined ? {} : { dashboard: own(dashboard) }),
    ...(containerInsights === undefined ? {} : { containerInsights }),
    ...(loadBalancerLogs === undefined ? {} : { loadBalancerLogs }),
    ...(account === undefined ? {} : { account: { ...account, name: own(account.name) } }),
    ...(keepAwake === undefined
      ? {}
      : {
          keepAwake: {
            name: own(keepAwake.name),
            requests: keepAwake.requests.map(({ link, path }) => ({ link: own(link), path })),
          },
        }),
  };
}
