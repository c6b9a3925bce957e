import * as pulumi from "@pulumi/pulumi";
import { dashboardOf } from "../core/dashboard";
import type { Plan } from "../core/plan";
import type { AlarmNode } from "../core/plan-operation";
import { targetGroups } from "../core/plan-queries";
import { createAlarm } from "./alarms";
import { createDashboard } from "./dashboard";
import { getOrThrow } from "./get-or-throw";
import type { Watched } from "./metric-sources";
import { metricSources } from "./metric-sources";

/** The service that an alarm waits for: one on missing tasks would be on until the first of them serves. */
function startedBefore(plan: Plan, { missing, hop }: AlarmNode): string | undefined {
  if (missing === "notBreaching") return undefined;
  if (hop.kind === "task") return hop.name;
  const group = targetGroups(plan).find(({ targetGroup: { name } }) => hop.kind === "targetGroup" && name === hop.name);
  const target = group?.targetGroup.target;
  return target?.kind === "service" ? target.service : undefined;
}

/** What the alarms and the dashboard of a stack are made from. */
interface MonitoringArgs {
  readonly plan: Plan;
  readonly region: string;
  readonly watched: Watched;
}

/** The alarms and the dashboard of a stack. They belong to no API, so that they outlive a change of the option. */
class Monitoring extends pulumi.ComponentResource {
  constructor(name: string, { plan, region, watched }: MonitoringArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Monitoring", name, {}, opts);
    const { alarms, dashboard } = plan;
    const sources = metricSources(plan, watched);
    const created = new Map(
      alarms.map((alarm) => {
        const service = startedBefore(plan, alarm);
        const waitsFor = service === undefined ? [] : [getOrThrow(watched.services, service).ecsService];
        return [alarm.name, createAlarm(alarm, sources, waitsFor, this)] as const;
      }),
    );
    if (dashboard !== undefined)
      createDashboard(dashboard, { rows: dashboardOf(plan), region, sources, alarms, created }, this);
    this.registerOutputs({});
  }
}

/** Creates the alarms and the dashboard of a plan, if it has any. */
export function createMonitoring(args: MonitoringArgs, opts: pulumi.ComponentResourceOptions): void {
  const { monitoring } = args.plan;
  if (monitoring !== undefined) new Monitoring(monitoring, args, opts);
}
