import { vcpuOfTasks } from "../fargate-counting";
import { quotaRule } from "../quota-rule";

/** Advisory counterpart of `fargate-vcpu-quota`: many accounts have more, and the stack does not show it. */
export const fargateVcpuDefault = quotaRule({
  id: "fargate-vcpu-default",
  displayName: "Fargate vCPU quota of a new account",
  quota: "fargate.onDemandVcpu",
  enforcement: "advisory",
  severity: "medium",
  remediation:
    'Look up the value of the account in Service Quotas and record it, for example quotas: { "fargate.onDemandVcpu": { value: 100, reason: "as applied" } }.',
  count: (graph, config) => (config.quotas?.["fargate.onDemandVcpu"] === undefined ? vcpuOfTasks(graph) : []),
});
