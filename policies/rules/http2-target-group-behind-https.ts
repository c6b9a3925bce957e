import { forwardersOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { listenerOf } from "../graph/load-balancers";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readUpper } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const listenerBehind = (graph: Graph, forwarder: Resource) =>
  isKind(forwarder, "listener") ? forwarder : resourceOf(listenerOf(graph, forwarder));

/** The trace breaks by itself at such a target group: API Gateway calls with HTTP/1.1, whatever the listener. */
export const http2TargetGroupBehindHttps = resourceRule({
  id: "http2-target-group-behind-https",
  displayName: "HTTP/2 target groups are behind HTTPS listeners",
  description:
    "A target group with protocol version GRPC or HTTP2 is used by HTTPS listeners only; AWS rejects others.",
  remediation: "Remove protocolVersion, or set it to HTTP1: API Gateway calls a private integration with HTTP/1.1.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  none: "the stack has no target group",
  judge: (graph, group) => {
    const version = known(readUpper(group, "protocolVersion"));
    if (version !== "GRPC" && version !== "HTTP2") return [];
    const plain = forwardersOf(graph, group).filter((forwarder) => {
      const listener = listenerBehind(graph, forwarder);
      const protocol = listener && readUpper(listener, "protocol");
      return protocol !== undefined && (protocol.kind === "absent" || known(protocol) === "HTTP");
    });
    return plain
      .slice(0, 1)
      .map((forwarder) =>
        violation(
          group,
          `target group ${group.name} has protocol version ${version}, but ${labelOf(forwarder)} uses HTTP`,
        ),
      );
  },
});
