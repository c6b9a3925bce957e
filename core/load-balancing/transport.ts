import type { ListenerNode } from "../plan";
import { containerOf } from "../settings/places";
import type { Settings } from "../settings/settings";
import type { BalancedService } from "./load-balancing";

/** What a listener accepts, and with which certificate it ends TLS. */
export type Accepts = Pick<ListenerNode, "protocol" | "certificate">;

/**
 * How requests of a stack reach its load balancers: in plain text or over TLS. Both have ports of their own, so that the
 * new listeners exist beside the old ones while requests move.
 */
export interface Transport {
  /** Listener port of a load balancer with a single owner. */
  readonly port: 80 | 443 | 8443;
  /** Pin of a listener port on a shared NLB. */
  readonly pin: "port" | "tlsPort" | "containerTlsPort";
  readonly alb: Accepts;
  readonly nlb: Accepts;
}

const plainTransport: Transport = {
  port: 80,
  pin: "port",
  alb: { protocol: "HTTP" },
  nlb: { protocol: "TCP" },
};

/** Transport of the listeners that a stack creates for its own tasks. The certificate has the name that is verified. */
function transportOf({ tls }: Pick<Settings, "tls">): Transport {
  if (tls === undefined) return plainTransport;
  const certificate = tls.serverName;
  return { port: 443, pin: "tlsPort", alb: { protocol: "HTTPS", certificate }, nlb: { protocol: "TLS", certificate } };
}

/**
 * Transport of the listener in front of the targets of a service. One in front of containers that take TLS has ports of its
 * own: it forwards to another target group, and both exist while a service moves.
 */
export function transportTo(settings: Pick<Settings, "tls">, service: BalancedService): Transport {
  const transport = transportOf(settings);
  return containerOf(service).containerTls ? { ...transport, port: 8443, pin: "containerTlsPort" } : transport;
}
