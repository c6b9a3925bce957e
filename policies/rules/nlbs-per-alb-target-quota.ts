import { countEach } from "../quota-counting";
import { balancersOf, attachedBalancer, targetGroupOf } from "../graph/forwarding";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey } from "../graph/references";
import type { Resource } from "../graph/resource";
import { quotaRule } from "../quota-rule";

/** Number of NLBs that an ALB is a target of. */
function nlbsInFront(graph: Graph, balancer: Resource): number {
  const attached = ofKind(graph, "targetGroupAttachment").filter(
    (attachment) => referenceKey(attachedBalancer(graph, attachment)) === balancer.urn,
  );
  const groups = attached.flatMap((attachment) => {
    const group = targetGroupOf(graph, attachment);
    return group.kind === "resource" ? [group.resource] : [];
  });
  return new Set(groups.flatMap((group) => balancersOf(graph, group)).map(referenceKey)).size;
}

export const nlbsPerAlbTargetQuota = quotaRule({
  id: "nlbs-per-alb-target-quota",
  displayName: "NLBs per ALB target",
  quota: "elb.nlbsPerAlbTarget",
  scope: "resource",
  remediation: "Register the ALB with at most two NLBs.",
  count: countEach("NLBs in front of ALB", "loadBalancer", nlbsInFront),
});
