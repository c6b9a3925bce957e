import { resourceRule } from "../resource-rule";
import { integrationTargetOf } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, read, readString } from "../graph/value";
import { violation } from "../rule";

const secure = ["HTTPS", "TLS"];

function secureListener(graph: Graph, integration: Resource): boolean | undefined {
  const target = resourceOf(integrationTargetOf(graph, integration));
  if (target === undefined || !isKind(target, "listener")) return undefined;
  // AWS makes an HTTP listener where none is said.
  return secure.includes(known(readString(target, "protocol")) ?? "HTTP");
}

/** REST APIs say it by the scheme of the uri, whose host is the name; HTTP APIs by a setting of their own. */
export const tlsListenerHasServerName = resourceRule({
  id: "tls-listener-has-server-name",
  displayName: "TLS listeners and server names",
  description:
    "An integration of an HTTP API names the certificate's server name exactly where its listener speaks TLS.",
  remediation:
    "Set tlsConfig.serverNameToVerify to a name on the listener's certificate, or leave it out for HTTP and TCP.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api"],
  hop: "listener",
  kinds: ["httpIntegration"],
  about: (graph, integration) => secureListener(graph, integration) !== undefined,
  none: "no integration of an HTTP API names a listener of the stack",
  judge: (graph, integration) => {
    const named = read(integration, "tlsConfig.serverNameToVerify").kind !== "absent";
    if (named === secureListener(graph, integration)) return [];
    return [
      named
        ? violation(integration, `${integration.name} expects TLS of a listener without`, "Leave tlsConfig out.")
        : violation(
            integration,
            `${integration.name} calls a TLS listener by its ARN and verifies no name`,
            "Set tlsConfig.serverNameToVerify.",
          ),
    ];
  },
});
