import { membersOf } from "./apis";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { known, read, readKeys } from "./value";

/** Whether the program configures that API Gateway answers cross-origin requests to an HTTP API. */
export const hasCors = (api: Resource): boolean =>
  isKind(api, "httpApi") && read(api, "corsConfiguration").kind !== "absent";

/** Whether a response of a REST API has the header without which browsers refuse it. */
export const allowsOrigin = (response: Resource): boolean =>
  (known(readKeys(response, "responseParameters")) ?? []).some((key) => /access-control-allow-origin$/i.test(key));

/** Whether a response of a REST API shows that browsers call it from pages of another origin. */
export const hasCorsResponses = (graph: Graph, api: Resource): boolean =>
  [
    ...membersOf(graph, api, "restMethodResponse"),
    ...membersOf(graph, api, "restIntegrationResponse"),
    ...membersOf(graph, api, "restGatewayResponse"),
  ].some(allowsOrigin);
