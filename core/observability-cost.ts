import type { Plan } from "./plan";
import { rollbackAlarms } from "./rollback-alarms";
import { leastTasks } from "./tasks";

/**
 * Metrics of Container Insights that AWS charges for each month. `enabled` counts what AWS's list of metrics has for a
 * cluster, a service and its task definition on Fargate, each with its dimensions. `enhanced` counts the metrics of each
 * task and container too: 23 of a cluster and 157 of a service of one task were counted in an account on 2026-08-10. So
 * both are estimates.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
const insightsMetrics = {
  enabled: { cluster: 10, service: 21 },
  enhanced: { cluster: 23, task: 157 },
} as const;

/** Number of metrics of Container Insights, by the price that AWS asks for them; an estimate. */
export function insightsMetricCounts({ containerInsights, services }: Plan): {
  readonly metric: number;
  readonly enhancedMetric: number;
} {
  // There is one cluster for each VPC with services.
  const clusters = new Set(services.map(({ vpc }) => vpc)).size;
  if (containerInsights === "enabled") {
    const { cluster, service } = insightsMetrics.enabled;
    return { metric: clusters * cluster + services.length * service, enhancedMetric: 0 };
  }
  if (containerInsights !== "enhanced") return { metric: 0, enhancedMetric: 0 };
  const { cluster, task } = insightsMetrics.enhanced;
  const tasks = services.reduce((sum, node) => sum + leastTasks(node.task), 0);
  return { metric: 0, enhancedMetric: clusters * cluster + tasks * task };
}

/** AWS charges an alarm for each metric that it reads: https://aws.amazon.com/cloudwatch/pricing/ */
export const alarmMetricCount = (plan: Plan): number =>
  [...plan.alarms, ...rollbackAlarms(plan).values()].reduce((sum, { metrics }) => sum + metrics.length, 0);
