import { vcpuOfTasks } from "../quota-counting";
import { quotaRule } from "../quota-rule";

/** Judged only against a value that is given: accounts differ, and the listed default is far below what most have. */
export const fargateVcpuQuota = quotaRule({
  id: "fargate-vcpu-quota",
  displayName: "Fargate vCPU per Region",
  quota: "fargate.onDemandVcpu",
  scope: "region",
  remediation: "Run fewer or smaller tasks, or have AWS raise the quota and give it in the settings.",
  count: (graph, config) => (config.quotas?.["fargate.onDemandVcpu"] === undefined ? [] : vcpuOfTasks(graph)),
});
