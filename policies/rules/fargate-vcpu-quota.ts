import { vcpuOfTasks } from "../fargate-counting";
import { quotaRule } from "../quota-rule";

/** Checked only against a configured value: accounts differ, and the listed default is far below what most have. */
export const fargateVcpuQuota = quotaRule({
  id: "fargate-vcpu-quota",
  displayName: "Fargate vCPU per Region",
  quota: "fargate.onDemandVcpu",
  remediation: "Run fewer or smaller tasks, or request a quota increase and add the new value to the quotas setting.",
  count: (graph, config) => (config.quotas?.["fargate.onDemandVcpu"] === undefined ? [] : vcpuOfTasks(graph)),
});
