import { apiOf } from "./apis";
import { defaultEndpointOfRestApi } from "./aws-defaults";
import type { Graph } from "./graph";
import { resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readString, readStrings } from "./value";

/** Protocol of the apigatewayv2 API of a member: `HTTP` or `WEBSOCKET`; undefined if the API is not in the stack. */
export function protocolOf(graph: Graph, member: Resource): string | undefined {
  const api = resourceOf(apiOf(graph, member));
  return api && known(readString(api, "protocolType"));
}

/** Endpoint type of a REST API; undefined if it is unknown. */
export function endpointTypeOf(api: Resource): string | undefined {
  const types = readStrings(api, "endpointConfiguration.types");
  if (types.kind === "absent") return defaultEndpointOfRestApi;
  return types.kind === "known" ? (types.value[0] ?? defaultEndpointOfRestApi) : undefined;
}
