import { resourceRule } from "../resource-rule";
import { integrationTargetOf } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { protocolOfListener } from "../graph/load-balancers";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { read } from "../graph/value";
import { violation } from "../rule";

const secure = ["HTTPS", "TLS"];

function secureListener(graph: Graph, integration: Resource): boolean | undefined {
  const target = resourceOf(integrationTargetOf(graph, integration));
  if (target === undefined || !isKind(target, "listener")) return undefined;
  const protocol = protocolOfListener(target);
  return protocol === undefined ? undefined : secure.includes(protocol);
}

/** REST APIs take TLS and server name from the uri; HTTP APIs have a separate setting. */
export const tlsListenerHasServerName = resourceRule({
  id: "tls-listener-has-server-name",
  displayName: "TLS listeners and server names",
  description: "An integration of an HTTP API sets the server name to verify if and only if its listener uses TLS.",
  remediation:
    "Set tlsConfig.serverNameToVerify to a name on the listener's certificate, or remove it for HTTP and TCP listeners.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api"],
  hop: "listener",
  kinds: ["httpIntegration"],
  about: (graph, integration) => secureListener(graph, integration) !== undefined,
  none: "no integration of an HTTP API uses a listener in the stack",
  judge: (graph, integration) => {
    const named = read(integration, "tlsConfig.serverNameToVerify").kind !== "absent";
    if (named === secureListener(graph, integration)) return [];
    return [
      named
        ? violation(integration, `${integration.name} expects TLS, but its listener does not use it`)
        : violation(integration, `${integration.name} calls a TLS listener without verifying its server name`),
    ];
  },
});
