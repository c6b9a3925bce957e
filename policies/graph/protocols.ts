import { graphOf, ofKind } from "./graph";
import type { Graph } from "./graph";
import { resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readString } from "./value";

const apiType = "aws:apigatewayv2/api:Api";
const memberTypes: ReadonlySet<string> = new Set([
  "aws:apigatewayv2/route:Route",
  "aws:apigatewayv2/integration:Integration",
  "aws:apigatewayv2/deployment:Deployment",
  "aws:apigatewayv2/stage:Stage",
]);

/** Protocol of an API of API Gateway V2. The rules of HTTP APIs do not hold for the other two. */
type Protocol = "HTTP" | "WEBSOCKET" | "undetermined";

/** Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html (ProtocolType) */
function protocolOf(api: Resource): Protocol {
  const protocol = readString(api, "protocolType");
  // The argument is required, so only incomplete graphs lack it.
  if (protocol.kind === "absent") return "HTTP";
  return protocol.kind === "known" && (protocol.value === "HTTP" || protocol.value === "WEBSOCKET")
    ? protocol.value
    : "undetermined";
}

/** What a route or integration itself shows of the protocol, if its API is outside the stack. */
function shownBy(graph: Graph, member: Resource): Protocol {
  const key = known(readString(member, "routeKey"));
  // Routes of HTTP APIs are `$default` or a method and a path.
  if (key !== undefined && key !== "$default" && !key.includes(" ")) return "WEBSOCKET";
  if (known(readString(member, "connectionType")) !== "VPC_LINK") return "HTTP";
  const isUrl = /^https?:/i.test(known(readString(member, "integrationUri")) ?? "");
  const usesV1 = () =>
    ofKind(graph, "vpcLinkV1").length > 0 && resolve(graph, member, "connectionId", "vpcLinkV1").kind === "resource";
  return isUrl || usesV1() ? "undetermined" : "HTTP";
}

const ofProtocol = (resource: Resource, protocol: Protocol): Resource =>
  protocol === "HTTP" ? resource : { ...resource, type: `${resource.type}#${protocol}` };

/** Whether the protocol of an API, route or integration of API Gateway V2 is not known. */
export const isProtocolOpen = ({ type }: Resource) => type.endsWith("#undetermined");

/** Marks the types of WebSocket APIs and their members, and of those whose protocol is not known. */
export function withProtocols(resources: readonly Resource[]): readonly Resource[] {
  if (!resources.some(({ type }) => type === apiType || memberTypes.has(type))) return resources;
  const graph = graphOf(resources);
  const protocols = new Map(
    resources.filter(({ type }) => type === apiType).map((api) => [api.urn, protocolOf(api)] as const),
  );
  const allHttp = [...protocols.values()].every((protocol) => protocol === "HTTP");
  return resources.map((resource) => {
    if (resource.type === apiType) return ofProtocol(resource, protocols.get(resource.urn) ?? "HTTP");
    if (!memberTypes.has(resource.type)) return resource;
    const shown = shownBy(graph, resource);
    // Most stacks: no reference needs to be followed.
    if (allHttp && shown === "HTTP") return resource;
    const api = resourceOf(resolve(graph, resource, "apiId", "httpApi"));
    return ofProtocol(resource, api === undefined ? shown : (protocols.get(api.urn) ?? "undetermined"));
  });
}
