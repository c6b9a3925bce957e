import { vcpuOfTasks } from "../fargate-counting";
import { quotaRule } from "../quota-rule";

/** Advisory counterpart of `fargate-vcpu-quota`: many accounts have more, and the stack does not show it. */
export const fargateVcpuDefault = quotaRule({
  id: "fargate-vcpu-default",
  displayName: "Fargate vCPU quota of a new account",
  quota: "fargate.onDemandVcpu",
  enforcement: "advisory",
  severity: "medium",
  remediation: "Look up the account's value in Service Quotas and add it to the quotas setting.",
  count: (graph, config) => (config.quotas?.["fargate.onDemandVcpu"] === undefined ? vcpuOfTasks(graph) : []),
});
