import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import type { AlarmNode } from "../core/plan-operation";
import { targetGroups } from "../core/plan-queries";
import { createAlarm } from "./alarms";
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

/** The alarms and the dashboard of a stack. They belong to no API, so that they outlive a change of the option. */
class Monitoring extends pulumi.ComponentResource {
  constructor(
    name: string,
    { plan, watched }: { plan: Plan; watched: Watched },
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("private-integrations:index:Monitoring", name, {}, opts);
    const sources = metricSources(plan, watched);
    for (const alarm of plan.alarms) {
      const service = startedBefore(plan, alarm);
      const waitsFor = service === undefined ? [] : [getOrThrow(watched.services, service).ecsService];
      createAlarm(alarm, sources, waitsFor, this);
    }
    this.registerOutputs({});
  }
}

/** Creates the alarms and the dashboard of a plan, if it has any. */
export function createMonitoring(plan: Plan, watched: Watched, opts: pulumi.ComponentResourceOptions): void {
  if (plan.monitoring !== undefined) new Monitoring(plan.monitoring, { plan, watched }, opts);
}
