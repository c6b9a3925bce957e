import { targetGroupsOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { targetTypeOf } from "../graph/health-checks";
import { balancerOf, balancerType } from "../graph/load-balancers";
import { resourceOf, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet, readUpper } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const protocols = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
} as const satisfies Record<string, readonly string[]>;
const secure = ["HTTPS", "TLS"];

/**
 * Only TCP listeners forward to ALBs.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
const albGroupOf = (graph: Graph, listener: Resource) =>
  resourcesIn(targetGroupsOf(graph, listener).references).find((group) => targetTypeOf(group) === "alb");

export const listenerProtocolAccepted = resourceRule({
  id: "listener-protocol-accepted",
  displayName: "Listeners have an accepted protocol and certificate",
  description:
    "A listener uses a protocol of its load balancer's type, and has a certificate if and only if it is HTTPS or TLS.",
  severity: "critical",
  remediation:
    "Use HTTP or HTTPS on an ALB, TCP, TLS or UDP on an NLB; set certificateArn on HTTPS and TLS listeners only.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
  tags: ["wiring", "listener"],
  hop: "listener",
  kinds: ["listener"],
  none: "the stack has no listener",
  judge: (graph, listener) => {
    const protocol = readUpper(listener, "protocol");
    const certified = isSet(listener, "certificateArn");
    if (protocol.kind === "unknown") return [undetermined(listener, `the protocol of listener ${listener.name}`)];
    const balancer = resourceOf(balancerOf(graph, listener));
    const type = balancer === undefined ? "unknown" : balancerType(balancer);
    // An ALB listener without a protocol uses HTTP.
    const used = protocol.kind === "known" ? protocol.value : "HTTP";
    if (type !== "unknown" && protocol.kind === "known" && !protocols[type].some((one) => one === used))
      return [violation(listener, `listener ${listener.name} uses ${used}, which an ${type} load balancer rejects`)];
    const group = used === "TLS" ? albGroupOf(graph, listener) : undefined;
    if (group !== undefined) {
      const wrong = `listener ${listener.name} uses TLS, but forwards to target group ${group.name} of type alb, which AWS rejects`;
      return [violation(listener, wrong, "Use TCP for the listener: the ALB behind it ends TLS by an HTTPS listener.")];
    }
    if (secure.includes(used) === certified) return [];
    return [
      violation(
        listener,
        certified
          ? `listener ${listener.name} uses ${used}, but has a certificate`
          : `listener ${listener.name} uses ${used}, but has no certificate`,
      ),
    ];
  },
});
