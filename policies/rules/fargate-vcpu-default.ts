import { vcpuOfTasks } from "../quota-counting";
import { quotaRule } from "../quota-rule";

/** Advisory beside `fargate-vcpu-quota`: many accounts have more than the default, and the stack cannot tell. */
export const fargateVcpuDefault = quotaRule({
  id: "fargate-vcpu-default",
  displayName: "Fargate vCPU of a new account",
  quota: "fargate.onDemandVcpu",
  scope: "region",
  enforcement: "advisory",
  severity: "medium",
  remediation: "Look up the account's value in Service Quotas and give it in the settings.",
  count: (graph, config) => (config.quotas?.["fargate.onDemandVcpu"] === undefined ? vcpuOfTasks(graph) : []),
});
