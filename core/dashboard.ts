import { loadBalancerMetrics, serviceMetrics, stageErrors, stageMetrics, targetGroupMetrics } from "./metrics";
import type { BalancerNode } from "./plan";
import type { MetricNode, WatchedHop } from "./plan-operation";
import { apisByOption, targetGroups } from "./plan-queries";
import type { RequestPlan } from "./watched";

/** One line of a graph. */
interface GraphLine {
  readonly label: string;
  readonly metric: MetricNode;
}

/** A graph of the dashboard. */
export interface Graph {
  readonly title: string;
  readonly lines: readonly GraphLine[];
}

/** One station of the request path on the dashboard: its alarms, and its graphs. */
export interface DashboardRow {
  readonly hop: WatchedHop["kind"];
  readonly title: string;
  /** What to look for, in one sentence. */
  readonly text: string;
  readonly graphs: readonly Graph[];
}

/**
 * Most lines of a graph, and of all graphs together. AWS raises neither.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const maxLines = 500;
const maxLinesOfAll = 2_500;

/** A metric of each node as one graph; several if there are too many lines. */
function graphs<T extends { readonly name: string }>(
  title: string,
  nodes: readonly T[],
  metricOf: (node: T) => MetricNode,
): Graph[] {
  const lines = nodes.map((node) => ({ label: node.name, metric: metricOf(node) }));
  const parts = Math.ceil(lines.length / maxLines);
  return Array.from({ length: parts }, (_, part) => ({
    title: parts === 1 ? title : `${title} (${part + 1} of ${parts})`,
    lines: lines.slice(part * maxLines, (part + 1) * maxLines),
  }));
}

function stageRow(plan: RequestPlan): DashboardRow {
  return {
    hop: "stage",
    title: "Stage",
    text: "What clients get. Latency without IntegrationLatency is the time of API Gateway itself and of authorizers.",
    graphs: apisByOption(plan).flatMap((api): Graph[] => {
      const metric = stageMetrics(api);
      const { client, server } = stageErrors[api.type];
      return [
        {
          title: `${api.name}: requests and errors`,
          lines: [
            { label: "requests", metric: metric("requests", "Count", "Sum") },
            { label: "400 to 499", metric: metric("clientErrors", client, "Sum") },
            { label: "500 and above", metric: metric("errors", server, "Sum") },
          ],
        },
        {
          title: `${api.name}: milliseconds of one request of a hundred`,
          lines: [
            { label: "latency", metric: metric("latency", "Latency", "p99") },
            { label: "integration latency", metric: metric("integrationLatency", "IntegrationLatency", "p99") },
          ],
        },
      ];
    }),
  };
}

/** One node of each load balancer: the plan has one for each listener of an existing one. */
const distinct = (balancers: readonly BalancerNode[]) => [
  ...new Map(balancers.map((node) => [node.kind === "own" ? node.name : node.balancerName, node])).values(),
];

function loadBalancerRow(plan: RequestPlan): DashboardRow {
  const all = distinct(plan.balancers);
  const ofType = (type: "alb" | "nlb") => all.filter((node) => node.type === type);
  const albGraphs = (title: string, metric: string) =>
    graphs(title, ofType("alb"), (node) => loadBalancerMetrics(node)("value", metric, "Sum"));
  const nlbGraphs = (title: string, metric: string) =>
    graphs(title, ofType("nlb"), (node) => loadBalancerMetrics(node)("value", metric, "Sum"));
  return {
    hop: "loadBalancer",
    title: "Load balancers",
    text: "What load balancers answer or reject themselves. An NLB reads no statuses: look for resets and missing ports.",
    graphs: [
      ...albGraphs("ALB: answers of its own of 500 and above", "HTTPCode_ELB_5XX_Count"),
      ...albGraphs("ALB: rejected connections", "RejectedConnectionCount"),
      ...nlbGraphs("NLB: new connections", "NewFlowCount"),
      ...nlbGraphs("NLB: resets of targets", "TCP_Target_Reset_Count"),
      ...nlbGraphs("NLB: connections without a free port", "PortAllocationErrorCount"),
      ...nlbGraphs("NLB: connections to unhealthy targets", "UnhealthyRoutingFlowCount"),
    ],
  };
}

function targetGroupRow(plan: RequestPlan): DashboardRow {
  // An NLB counts no ALB among its healthy targets.
  const all = targetGroups(plan)
    .filter(({ targetGroup }) => targetGroup.target.kind !== "alb")
    .map((owned) => ({ ...owned, name: owned.targetGroup.name }));
  const ofAlbs = all.filter(({ balancer }) => balancer.type === "alb");
  return {
    hop: "targetGroup",
    title: "Target groups",
    text: "Whether the targets of each service are healthy, and behind an ALB what they answer and how fast.",
    graphs: [
      ...graphs("Healthy targets", all, (owned) => targetGroupMetrics(owned)("value", "HealthyHostCount", "Maximum")),
      ...graphs("Unhealthy targets", all, (owned) =>
        targetGroupMetrics(owned)("value", "UnHealthyHostCount", "Maximum"),
      ),
      ...graphs("Answers of targets of 500 and above", ofAlbs, (owned) =>
        targetGroupMetrics(owned)("value", "HTTPCode_Target_5XX_Count", "Sum"),
      ),
      ...graphs("Seconds of one answer of a hundred", ofAlbs, (owned) =>
        targetGroupMetrics(owned)("value", "TargetResponseTime", "p99"),
      ),
    ],
  };
}

function taskRow({ services }: RequestPlan): DashboardRow {
  return {
    hop: "task",
    title: "Tasks",
    text: "How much of their CPU and memory the tasks of each service use, in percent.",
    graphs: [
      ...graphs("CPU", services, (node) => serviceMetrics(node)("value", "CPUUtilization", "Average")),
      ...graphs("Memory", services, (node) => serviceMetrics(node)("value", "MemoryUtilization", "Average")),
    ],
  };
}

/** What a dashboard shows of a plan. */
export interface DashboardContent {
  /** A request's way from the stage to the tasks. Rows without a graph are left out. */
  readonly rows: readonly DashboardRow[];
  /** Titles of the graphs for which a dashboard of this many services has no place. */
  readonly leftOut: readonly string[];
}

/** The graphs of the dashboard, in the order of the request path, as far as AWS takes them. */
export function dashboardOf(plan: RequestPlan): DashboardContent {
  const leftOut: string[] = [];
  let left = maxLinesOfAll;
  const fits = ({ title, lines }: Graph): boolean => {
    const isLeftOut = lines.length > left;
    if (isLeftOut) leftOut.push(title);
    else left -= lines.length;
    return !isLeftOut;
  };
  const all = [stageRow(plan), loadBalancerRow(plan), targetGroupRow(plan), taskRow(plan)];
  const rows = all.map((row) => ({ ...row, graphs: row.graphs.filter(fits) }));
  return { rows: rows.filter(({ graphs }) => graphs.length > 0), leftOut };
}
