import { waitsFor } from "../graph/dependencies";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet, known, readBoolean } from "../graph/value";
import { missing } from "../missing";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";
import type { Finding } from "../rule";

/** The logs that a load balancer may write, each to a bucket of its own. */
const logs = ["accessLogs", "connectionLogs", "healthCheckLogs"];

const policies = perGraph((graph) =>
  groupBy(ofKind(graph, "bucketPolicy"), (policy) => referenceKey(resolve(graph, policy, "bucket", "bucket"))),
);

/** Buckets of the stack into which a load balancer writes logs, each once. */
function bucketsOf(graph: Graph, balancer: Resource): readonly Resource[] {
  // The provider's default is not to write them.
  const written = logs.filter((at) => known(readBoolean(balancer, `${at}.enabled`)) === true);
  const buckets = written.flatMap((at) => resourceOf(resolve(graph, balancer, `${at}.bucket`, "bucket")) ?? []);
  return [...new Set(buckets)];
}

function judge(graph: Graph, balancer: Resource, bucket: Resource): readonly Finding[] {
  // A policy in the bucket itself exists with the bucket.
  if (isSet(bucket, "policy")) return [];
  const all = policies(graph).get(bucket.urn) ?? [];
  const writes = `${labelOf(balancer)} writes logs into bucket ${bucket.name}`;
  if (all.length === 0)
    return [missing(graph, ["bucketPolicy"], balancer, { wrong: `${writes}, which has no policy that lets it` })];
  const awaited = waitsFor(graph, balancer);
  return all.some(({ urn }) => awaited.has(urn))
    ? []
    : [
        violation(
          balancer,
          `${writes}, and may be created before its policy ${all.map(({ name }) => name).join(" or ")}`,
          "Add the aws.s3.BucketPolicy to dependsOn.",
        ),
      ];
}

/**
 * ELB tries the bucket when logs are turned on: "InvalidConfigurationRequest: Access Denied for bucket: ... Please check
 * S3bucket permission". It has no hop: the update stops, and requests that AWS serves already go on. What the policy
 * allows is not judged.
 * Source: https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1956
 */
export const loadBalancerLogBucket = resourceRule({
  id: "load-balancer-log-bucket",
  displayName: "Load balancer may write its logs",
  description:
    "A bucket of the stack into which a load balancer writes logs has a policy, and the load balancer is created after it; AWS rejects the logs otherwise.",
  remediation: "Let the load balancer write by an aws.s3.BucketPolicy, and add this policy to dependsOn.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
  tags: ["wiring", "balancer"],
  kinds: ["loadBalancer"],
  about: (graph, balancer) => bucketsOf(graph, balancer).length > 0,
  none: "no load balancer writes logs into a bucket of the stack",
  judge: (graph, balancer) => bucketsOf(graph, balancer).flatMap((bucket) => judge(graph, balancer, bucket)),
});
