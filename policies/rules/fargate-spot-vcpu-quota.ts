import { vcpuOfSpotTasks } from "../fargate-counting";
import { quotaRule } from "../quota-rule";

/** Checked only against a configured value, like `fargate-vcpu-quota`. */
export const fargateSpotVcpuQuota = quotaRule({
  id: "fargate-spot-vcpu-quota",
  displayName: "Fargate Spot vCPU per Region",
  quota: "fargate.spotVcpu",
  remediation:
    "Run fewer or smaller tasks on Spot, or request a quota increase and add the new value to the quotas setting.",
  count: (graph, config) => (config.quotas?.["fargate.spotVcpu"] === undefined ? [] : vcpuOfSpotTasks(graph)),
});
