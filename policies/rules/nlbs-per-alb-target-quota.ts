import { attachedBalancer, balancersOf, targetGroupOf } from "../graph/forwarding";
import { groupBy, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { albAttachmentsOf } from "../graph/targets";
import { quotaRule } from "../quota-rule";
import type { Usage } from "../quota-rule";

/** NLBs that forward to the target group of an attachment. */
function nlbsInFront(graph: Graph, attachment: Resource): readonly string[] {
  const group = resourceOf(targetGroupOf(graph, attachment));
  return group === undefined ? [] : balancersOf(graph, group).flatMap((balancer) => referenceKey(balancer) ?? []);
}

/** Counts the NLBs that each ALB is a target of; an ALB outside the stack is known by its ARN. */
function countNlbs(graph: Graph): readonly Usage[] {
  const attachments = ofKind(graph, "targetGroup").flatMap((group) => albAttachmentsOf(graph, group));
  const byAlb = groupBy(attachments, (attachment) => referenceKey(attachedBalancer(graph, attachment)));
  return [...byAlb].flatMap(([key, members]): Usage[] => {
    const [first] = members;
    if (first === undefined) return [];
    const alb = resourceOf(attachedBalancer(graph, first));
    const used = new Set(members.flatMap((attachment) => nlbsInFront(graph, attachment))).size;
    const name = alb?.name ?? key.split("/")[2] ?? key;
    return used === 0 ? [] : [{ at: alb ?? first, used, what: `NLBs in front of ALB ${name}` }];
  });
}

export const nlbsPerAlbTargetQuota = quotaRule({
  id: "nlbs-per-alb-target-quota",
  displayName: "NLBs per ALB target",
  quota: "elb.nlbsPerAlbTarget",
  remediation: "Register the ALB with at most two NLBs.",
  count: countNlbs,
});
