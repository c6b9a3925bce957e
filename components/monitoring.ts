import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import type { AlarmNode } from "../core/plan-operation";
import { servicesBehind, targetGroups } from "../core/plan-queries";
import { createAlarm } from "./alarms";
import { getOrThrow } from "./get-or-throw";
import type { Watched } from "./metric-sources";
import { metricSources } from "./metric-sources";

/** Services that an alarm waits for: one on missing tasks would be on until the first ones serve. */
function startedBefore(plan: Plan, { missing, hop }: AlarmNode): readonly string[] {
  if (missing === "notBreaching") return [];
  if (hop.kind === "task") return [hop.name];
  return targetGroups(plan).flatMap(({ targetGroup }) =>
    hop.kind === "targetGroup" && targetGroup.name === hop.name ? servicesBehind(plan, targetGroup) : [],
  );
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
      const services = startedBefore(plan, alarm).map((service) => getOrThrow(watched.services, service).ecsService);
      createAlarm(alarm, sources, services, this);
    }
    this.registerOutputs({});
  }
}

/** Creates the alarms and the dashboard of a plan, if it has any. */
export function createMonitoring(plan: Plan, watched: Watched, opts: pulumi.ComponentResourceOptions): void {
  if (plan.monitoring !== undefined) new Monitoring(plan.monitoring, { plan, watched }, opts);
}
