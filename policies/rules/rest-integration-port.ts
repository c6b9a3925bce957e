import { resourceRule } from "../resource-rule";
import { reachedBy, uriOf } from "../graph/apis";
import { listenersOf } from "../graph/load-balancers";
import { isKind } from "../graph/graph";
import { parseUri } from "../graph/rest-uri";
import { known, readNumber, readString } from "../graph/value";
import { missing } from "../missing";
import { undetermined, violation } from "../rule";

const accepted = (port: number) => port === 80 || port === 443 || (port >= 1024 && port <= 65_535);

/** The host in the uri does not route the request, but the port selects the listener. */
export const restIntegrationPort = resourceRule({
  id: "rest-integration-port",
  displayName: "Ports of REST API integrations",
  description:
    "The port in the uri of a REST API integration is 80, 443 or 1024 to 65535, and its load balancer has a listener on it.",
  severity: "critical",
  remediation: "Create a listener on port 80, 443 or a port from 1024 to 65535, and use that port in the uri.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html",
  tags: ["wiring", "rest-api"],
  hop: "listener",
  kinds: ["restIntegration"],
  about: (_, integration) => known(readString(integration, "connectionType")) === "VPC_LINK",
  none: "the stack has no private integration of a REST API",
  judge: (graph, integration) => {
    const balancer = reachedBy(graph, integration).find((target) => isKind(target, "loadBalancer"));
    const listening = (balancer === undefined ? [] : listenersOf(graph, balancer)).flatMap(
      (listener) => known(readNumber(listener, "port")) ?? [],
    );
    if (listening.length > 0 && !listening.some(accepted)) {
      const wrong = `${integration.name} can use no listener of load balancer ${balancer?.name ?? ""}; REST APIs do not support port ${listening.join(", ")}`;
      return [missing(graph, ["listener"], integration, { wrong })];
    }
    const uri = uriOf(graph, integration);
    if (uri.kind === "unknown") return [undetermined(integration, `the port in the uri of ${integration.name}`)];
    const port = uri.kind === "known" ? parseUri(uri.value)?.port : undefined;
    if (port === undefined) {
      return [
        violation(
          integration,
          `the uri of ${integration.name} is not a URL`,
          "Set uri to a URL with scheme, host and port.",
        ),
      ];
    }
    if (!accepted(port)) {
      return [violation(integration, `${integration.name} calls port ${port}, which REST APIs do not support`)];
    }
    if (balancer === undefined) return [undetermined(integration, `the listeners behind ${integration.name}`)];
    if (listening.includes(port)) return [];
    const ports = listening.length === 0 ? "has no listener" : `listens on ${listening.join(", ")}`;
    const wrong = `${integration.name} calls port ${port}, but load balancer ${balancer.name} ${ports}`;
    return [missing(graph, ["listener"], integration, { wrong })];
  },
});
