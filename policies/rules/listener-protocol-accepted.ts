import { balancerOf, balancerType } from "../graph/load-balancers";
import { resourceOf } from "../graph/references";
import { isSet, readUpper } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const protocols = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
} as const satisfies Record<string, readonly string[]>;
const secure = ["HTTPS", "TLS"];

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
