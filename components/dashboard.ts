import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DashboardRow, Graph } from "../core/dashboard";
import type { AlarmNode } from "../core/plan-operation";
import { getOrThrow } from "./get-or-throw";
import type { MetricSources } from "./metric-sources";
import { dimensionsOf } from "./metric-sources";

/** What a dashboard shows. */
interface DashboardArgs {
  readonly rows: readonly DashboardRow[];
  readonly region: string;
  readonly sources: MetricSources;
  readonly alarms: readonly AlarmNode[];
  /** The alarms, by name in the plan. */
  readonly created: ReadonlyMap<string, aws.cloudwatch.MetricAlarm>;
}

/** Units of the grid: it is 24 wide. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const grid = { width: 24, text: 2, alarms: 3, graph: 6, graphWidth: 12 };

/** Most alarms of a widget, as the page above states. */
const alarmsPerWidget = 100;

interface Widget {
  readonly type: "text" | "alarm" | "metric";
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

function metricWidget({ title, lines }: Graph, { region, sources }: DashboardArgs): Widget {
  const metrics = lines.map(({ label, metric }) => [
    metric.namespace,
    metric.metric,
    ...Object.entries(dimensionsOf(metric, sources)).flat(),
    { label, stat: metric.statistic, period: metric.periodSeconds },
  ]);
  return {
    type: "metric",
    width: grid.graphWidth,
    height: grid.graph,
    properties: { title, region, view: "timeSeries", metrics },
  };
}

/** Alarms of a row; AWS refuses a widget without any. */
function alarmWidgets({ hop, title }: DashboardRow, { alarms, created }: DashboardArgs): Widget[] {
  const arns = alarms.filter((alarm) => alarm.hop.kind === hop).map(({ name }) => getOrThrow(created, name).arn);
  const parts = Math.ceil(arns.length / alarmsPerWidget);
  return Array.from({ length: parts }, (_, part) => ({
    type: "alarm",
    width: grid.width,
    height: grid.alarms,
    properties: {
      title: `${title}: alarms`,
      alarms: arns.slice(part * alarmsPerWidget, (part + 1) * alarmsPerWidget),
    },
  }));
}

const rowWidgets = (row: DashboardRow, args: DashboardArgs): Widget[] => [
  {
    type: "text",
    width: grid.width,
    height: grid.text,
    properties: { markdown: `## ${row.title}\n${row.text}` },
  },
  ...alarmWidgets(row, args),
  ...row.graphs.map((graph) => metricWidget(graph, args)),
];

/** Places widgets from left to right and from top to bottom, as CloudWatch does with those that have no place. */
function placed(widgets: readonly Widget[]) {
  let [x, y, rowHeight] = [0, 0, 0];
  return widgets.map((widget) => {
    if (x + widget.width > grid.width) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const place = { x, y };
    [x, rowHeight] = [x + widget.width, Math.max(rowHeight, widget.height)];
    return { ...widget, ...place };
  });
}

/**
 * Name of the dashboard in AWS: the provider makes none, and an account has one list of dashboards for all its Regions.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
const physicalName = (name: string) =>
  `${pulumi.getProject()}-${pulumi.getStack()}-${name}`.replaceAll(/[^A-Za-z0-9_-]/g, "-");

/** Creates the dashboard of a stack. */
export function createDashboard(name: string, args: DashboardArgs, parent: pulumi.Resource): aws.cloudwatch.Dashboard {
  const widgets = placed(args.rows.flatMap((row) => rowWidgets(row, args)));
  return new aws.cloudwatch.Dashboard(
    name,
    { dashboardName: physicalName(name), dashboardBody: pulumi.jsonStringify({ widgets }) },
    { parent },
  );
}
