import type { Properties } from "../values";
import { isObject } from "../values";
import type { Account } from "./existing";
import { text } from "./model";

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";

/**
 * The bucket that a load balancer is to write access logs into; undefined without logs. An update that removes the logs
 * turns them off: the provider ignores that the block is gone, but not that `enabled` in it falls back to `false`.
 * Sources: `access_logs` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/load_balancer.go, and the step with
 * `albAccessLogsNoBlocks` in `load_balancer_test.go` beside it
 */
function bucketOf(inputs: Properties): string | undefined {
  const logs = inputs["accessLogs"];
  return isObject(logs) && logs["enabled"] === true ? text(logs, "bucket") : undefined;
}

/**
 * The error of AWS about access logs of a load balancer: ELB writes a test file into the bucket.
 * Sources: https://github.com/aws/aws-cdk/issues/5758 and https://github.com/hashicorp/terraform/issues/12010 (of a Classic
 * Load Balancer)
 */
export function refusedLogs(
  type: string,
  inputs: Properties,
  { outside }: Pick<Account, "outside">,
): string | undefined {
  const bucket = type === loadBalancerType ? bucketOf(inputs) : undefined;
  if (bucket === undefined) return undefined;
  switch (outside.refusingBuckets?.[bucket]) {
    case "policy":
      return `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. Please check S3bucket permission`;
    case "region":
      return `InvalidConfigurationRequest: S3Bucket: ${bucket} is not located in the same region with ELB: ${text(inputs, "name")}`;
    case undefined:
      return undefined;
  }
}
