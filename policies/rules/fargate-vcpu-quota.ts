import { ofKind } from "../graph/graph";
import { cpuUnits, mostTasks } from "../graph/tasks";
import { quotaRule } from "../quota-rule";

const unitsPerVcpu = 1024;
/** A rolling update starts the new tasks beside the old. */
const deployment = 2;

/** Judged only against a value that is given: accounts differ, and the listed default is far below what most have. */
export const fargateVcpuQuota = quotaRule({
  id: "fargate-vcpu-quota",
  displayName: "Fargate vCPU per Region",
  quota: "fargate.onDemandVcpu",
  scope: "region",
  remediation: "Run fewer or smaller tasks, or have AWS raise the quota and give it in the settings.",
  count: (graph, config) => {
    const services = ofKind(graph, "ecsService");
    const last = services.at(-1);
    if (last === undefined || config.quotas?.["fargate.onDemandVcpu"] === undefined) return [];
    const units = services.reduce((sum, service) => sum + cpuUnits(graph, service) * mostTasks(graph, service), 0);
    return [{ at: last, used: (units * deployment) / unitsPerVcpu, what: "vCPU of Fargate tasks" }];
  },
});
