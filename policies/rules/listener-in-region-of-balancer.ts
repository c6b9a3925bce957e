import { certificatesOfListener } from "../graph/certificates";
import { resourceRule } from "../resource-rule";
import { targetGroupOf, targetGroupsOf } from "../graph/forwarding";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { balancerOf, listenerOf } from "../graph/load-balancers";
import type { Reference } from "../graph/references";
import { oneRegionFix, refersToOtherRegion } from "../graph/regions";
import type { Resource } from "../graph/resource";
import { violation } from "../rule";

/** What a listener, listener rule or attachment belongs to and forwards to. */
function relatedTo(graph: Graph, resource: Resource): readonly Reference[] {
  if (isKind(resource, "targetGroupAttachment")) return [targetGroupOf(graph, resource)];
  const owner = isKind(resource, "listener") ? balancerOf(graph, resource) : listenerOf(graph, resource);
  const certificates = isKind(resource, "listener") ? certificatesOfListener(graph, resource).references : [];
  return [owner, ...targetGroupsOf(graph, resource).references, ...certificates];
}

export const listenerInRegionOfBalancer = resourceRule({
  id: "listener-in-region-of-balancer",
  displayName: "Listener and load balancer in one Region",
  description:
    "A listener, a listener rule and a target group attachment are in the Region of the load balancer, target groups and certificates that they refer to.",
  severity: "critical",
  remediation: oneRegionFix,
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  tags: ["wiring", "listener"],
  hop: "listener",
  kinds: ["listener", "listenerRule", "targetGroupAttachment"],
  none: "the stack has no listener",
  judge: (graph, resource) =>
    relatedTo(graph, resource)
      .flatMap((reference) => refersToOtherRegion(graph, resource, reference) ?? [])
      .slice(0, 1)
      .map((wrong) => violation(resource, wrong)),
});
