import { calledListeners, endsTls, readersOf, verifiedName } from "../graph/called-listeners";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Listeners that read what the integration sends, and whether they end TLS. Those of a TCP listener may be targets. */
const readers = (graph: Graph, integration: Resource) =>
  calledListeners(graph, integration)
    .flatMap((listener) => readersOf(graph, listener))
    .flatMap((listener) => {
      const secure = endsTls(listener);
      return secure === undefined ? [] : [{ listener, secure }];
    });

const httpFix = {
  named: "Remove tlsConfig, or use a listener with TLS.",
  plain: "Set tlsConfig.serverNameToVerify to a name on the listener's certificate.",
} as const;
const uriFix = {
  named: "Use http in the uri, or a listener with TLS.",
  plain: "Use https in the uri, with a host that is on the listener's certificate.",
} as const;

export const tlsListenerHasServerName = resourceRule({
  id: "tls-listener-has-server-name",
  displayName: "TLS listeners and server names",
  description:
    "A private integration uses TLS if and only if its listener does: an HTTP API by the server name to verify, other APIs by https in the uri.",
  remediation:
    "Set tlsConfig.serverNameToVerify, or https in the uri, if the listener uses TLS; an NLB's TCP listener passes TLS through.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "listener",
  kinds: ["httpIntegration", "restIntegration", "webSocketIntegration"],
  about: (graph, integration) => readers(graph, integration).length > 0,
  none: "no private integration uses a listener in the stack",
  judge: (graph, integration) => {
    const named = verifiedName(graph, integration).kind !== "absent";
    const wrong = readers(graph, integration).find(({ secure }) => secure !== named);
    if (wrong === undefined) return [];
    const { name } = wrong.listener;
    const fixes = isKind(integration, "httpIntegration") ? httpFix : uriFix;
    return [
      named
        ? violation(integration, `${integration.name} uses TLS, but listener ${name} does not`, fixes.named)
        : violation(
            integration,
            isKind(integration, "httpIntegration")
              ? `${integration.name} calls TLS listener ${name} without verifying its server name`
              : `${integration.name} calls TLS listener ${name} with http`,
            fixes.plain,
          ),
    ];
  },
});
