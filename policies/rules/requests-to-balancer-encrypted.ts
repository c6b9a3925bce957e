import { linkOf, membersOf, reachedBy } from "../graph/apis";
import type { ApiMember } from "../graph/apis";
import { calledListeners, endsTls, verifiedName } from "../graph/called-listeners";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const members = {
  httpApi: "httpIntegration",
  restApi: "restIntegration",
  webSocketApi: "webSocketIntegration",
} as const satisfies Record<string, ApiMember>;

/** Integrations of an API that call a load balancer of the stack. */
const integrationsOf = (graph: Graph, api: Resource) =>
  Object.values(members)
    .flatMap((kind) => membersOf(graph, api, kind))
    .filter(
      (integration) =>
        linkOf(graph, integration).kind !== "absent" &&
        reachedBy(graph, integration).some((reached) => isKind(reached, "loadBalancer")),
    );

/** An integration without a server name that calls a TLS listener is a fault, which another rule reports. */
const isClear = (graph: Graph, integration: Resource) =>
  verifiedName(graph, integration).kind === "absent" &&
  !calledListeners(graph, integration).some((listener) => endsTls(listener) === true);

/** One finding for each API, because the integrations of an API usually have the same listener settings. */
export const requestsToBalancerEncrypted = resourceRule({
  id: "requests-to-balancer-encrypted",
  displayName: "Requests to load balancers are encrypted",
  description:
    "API Gateway uses TLS to the load balancers of a private integration, so that no request is sent as clear text.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Use HTTPS or TLS listeners, and verify the name on their certificate.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["safety", "http-api", "rest-api"],
  kinds: ["httpApi", "restApi", "webSocketApi"],
  about: (graph, api) => integrationsOf(graph, api).length > 0,
  none: "the stack has no API with an integration of its load balancers",
  judge: (graph, api) => {
    const all = integrationsOf(graph, api);
    const clear = all.filter((integration) => isClear(graph, integration));
    if (clear.length > 0) {
      const which =
        clear.length === all.length
          ? `no integration of ${api.name} uses TLS`
          : `${clear.length} of ${all.length} integrations of ${api.name} without TLS`;
      return [violation(api, which)];
    }
    const open = all.find((integration) => verifiedName(graph, integration).kind === "unknown");
    return open === undefined ? [] : [undetermined(api, `whether ${labelOf(open)} uses https`)];
  },
});
