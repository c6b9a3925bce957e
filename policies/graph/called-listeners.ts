import { integrationTargetOf, reachedBy, uriOf } from "./apis";
import { attachedBalancer, attachmentsOf, targetGroupsOf } from "./forwarding";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { targetTypeOf } from "./health-checks";
import { listenersOf, protocolOfListener } from "./load-balancers";
import { resourceOf, resourcesIn } from "./references";
import type { Resource } from "./resource";
import { parseUri } from "./rest-uri";
import { known, readNumber, readString } from "./value";
import type { Value } from "./value";

const listenersAt = (graph: Graph, balancer: Resource, port: number | undefined) =>
  listenersOf(graph, balancer).filter((listener) => port !== undefined && known(readNumber(listener, "port")) === port);

/** Listeners in the stack that a private integration calls: its target, or those at the port of its uri. */
export function calledListeners(graph: Graph, integration: Resource): readonly Resource[] {
  if (isKind(integration, "httpIntegration")) {
    const target = resourceOf(integrationTargetOf(graph, integration));
    return target !== undefined && isKind(target, "listener") ? [target] : [];
  }
  const port = parseUri(known(uriOf(graph, integration)) ?? "")?.port;
  return reachedBy(graph, integration)
    .filter((balancer) => isKind(balancer, "loadBalancer"))
    .flatMap((balancer) => listenersAt(graph, balancer, port));
}

/** Listeners of ALBs behind a target group of type `alb`. */
function behindGroup(graph: Graph, group: Resource): readonly Resource[] {
  if (targetTypeOf(group) !== "alb") return [];
  return attachmentsOf(graph, group).flatMap((attachment) => {
    const alb = resourceOf(attachedBalancer(graph, attachment));
    const port = known(readNumber(attachment, "port")) ?? known(readNumber(group, "port"));
    return alb === undefined ? [] : listenersAt(graph, alb, port);
  });
}

/**
 * Listeners that read what a client sends to a listener: the listener itself, or the listeners of ALBs behind a TCP
 * listener, which passes TLS through. Empty if the targets of a TCP listener read it.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export const readersOf = (graph: Graph, listener: Resource): readonly Resource[] =>
  protocolOfListener(listener) === "TCP"
    ? resourcesIn(targetGroupsOf(graph, listener).references).flatMap((group) => behindGroup(graph, group))
    : [listener];

/** Whether a listener ends TLS; undefined if its protocol is unknown or neither. */
export function endsTls(listener: Resource): boolean | undefined {
  const protocol = protocolOfListener(listener);
  if (protocol === "HTTPS" || protocol === "TLS") return true;
  return protocol === "HTTP" ? false : undefined;
}

/**
 * Name that API Gateway verifies on the certificate of the listener. Absent if the integration does not use TLS.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
 */
export function verifiedName(graph: Graph, integration: Resource): Value<string> {
  if (isKind(integration, "httpIntegration")) return readString(integration, "tlsConfig.serverNameToVerify");
  const uri = uriOf(graph, integration);
  if (uri.kind !== "known") return uri;
  const parts = parseUri(uri.value);
  return parts?.secure === true ? { kind: "known", value: parts.host } : { kind: "absent" };
}
