import * as pulumi from "@pulumi/pulumi";
import { dashboardOf } from "../core/dashboard";
import type { FormerNames } from "../core/former-names";
import { formerAlarmNames } from "../core/former-names";
import type { Plan } from "../core/plan";
import { createAlarm } from "./alarms";
import { aliasesOf } from "./aliases";
import { createDashboard } from "./dashboard";
import type { Watched } from "./watched";
import { metricSources } from "./watched";

/** What the alarms and the dashboard of a stack are made from. */
interface MonitoringArgs {
  readonly plan: Plan;
  readonly former: FormerNames;
  readonly region: string;
  readonly watched: Watched;
}

/** The alarms and the dashboard of a stack. They belong to no API, so that they outlive a change of the option. */
class Monitoring extends pulumi.ComponentResource {
  constructor(name: string, { plan, former, region, watched }: MonitoringArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Monitoring", name, {}, opts);
    const { alarms, dashboard } = plan;
    const sources = metricSources(plan, watched);
    const created = new Map(
      alarms.map((alarm) => {
        const opts = { parent: this, ...aliasesOf(formerAlarmNames(alarm, former)) };
        return [alarm.name, createAlarm(alarm, sources, opts)] as const;
      }),
    );
    if (dashboard !== undefined)
      createDashboard(dashboard, { rows: dashboardOf(plan).rows, region, sources, alarms, created }, this);
    this.registerOutputs({});
  }
}

/** Creates the alarms and the dashboard of a plan, if it has any. */
export function createMonitoring(args: MonitoringArgs, opts: pulumi.ComponentResourceOptions): void {
  const { monitoring } = args.plan;
  if (monitoring !== undefined) new Monitoring(monitoring, args, opts);
}
