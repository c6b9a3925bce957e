import { countEach } from "../quota-counting";
import { balancersOf, attachedBalancer, targetGroupOf } from "../graph/forwarding";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey } from "../graph/references";
import type { Resource } from "../graph/resource";
import { quotaRule } from "../quota-rule";

/** NLBs whose target groups an ALB is attached to, each once. */
function nlbsInFront(graph: Graph, balancer: Resource): number {
  const attached = ofKind(graph, "targetGroupAttachment").filter(
    (one) => referenceKey(attachedBalancer(graph, one)) === balancer.urn,
  );
  const groups = attached.flatMap((one) => {
    const group = targetGroupOf(graph, one);
    return group.kind === "resource" ? [group.resource] : [];
  });
  return new Set(groups.flatMap((group) => balancersOf(graph, group)).map(referenceKey)).size;
}

export const nlbsPerAlbTargetQuota = quotaRule({
  id: "nlbs-per-alb-target-quota",
  displayName: "NLBs per ALB target",
  quota: "elb.nlbsPerAlbTarget",
  scope: "resource",
  remediation: "Put the ALB behind one or two NLBs only.",
  count: countEach("NLBs in front of ALB", "loadBalancer", nlbsInFront),
});
