import { vcpuOfSpotTasks } from "../fargate-counting";
import { quotaRule } from "../quota-rule";

/** Advisory counterpart of `fargate-spot-vcpu-quota`: many accounts have more, and the stack does not show it. */
export const fargateSpotVcpuDefault = quotaRule({
  id: "fargate-spot-vcpu-default",
  displayName: "Fargate Spot vCPU quota of a new account",
  quota: "fargate.spotVcpu",
  enforcement: "advisory",
  severity: "medium",
  remediation:
    'Look up the value of the account in Service Quotas and record it, for example quotas: { "fargate.spotVcpu": { value: 100, reason: "as applied" } }.',
  count: (graph, config) => (config.quotas?.["fargate.spotVcpu"] === undefined ? vcpuOfSpotTasks(graph) : []),
});
