import { blocksOfVpc } from "./addresses";
import { coverageOf } from "./blocks";
import type { Block } from "./blocks";
import { defaultRouteOf, routeAt, routeTableOf, separateRoutes } from "./default-route";
import type { RouteOf } from "./default-route";
import { ofKind } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resourceOf, resourcesIn } from "./references";
import type { Resource } from "./resource";
import { privateBlocks } from "./task-endpoints";
import { known, readBoolean, readElements, readString } from "./value";
import { subnetsOf, vpcOf } from "./vpcs";

/**
 * Whether a task has a route to a block. `local`: the block is in its VPC. `none`: the route tables of the stack lead
 * nowhere. `unknown`: the stack does not show one, and another stack may add it.
 */
export type BlockRoute = "local" | "routed" | "none" | "unknown";

function routesOf(graph: Graph, table: Resource): readonly RouteOf[] {
  return [
    ...(known(readElements(table, "routes")) ?? []).map((at) => routeAt(graph, table, `${at}.`, "cidrBlock")),
    ...(separateRoutes(graph).get(table.urn) ?? []).map((route) => routeAt(graph, route, "", "destinationCidrBlock")),
  ];
}

/** Gateway endpoints add routes to public addresses of their services. */
function hasGatewayEndpoint(graph: Graph, service: Resource): boolean {
  const vpc = referenceKey(vpcOf(graph, service));
  return ofKind(graph, "vpcEndpoint").some(
    (endpoint) =>
      known(readString(endpoint, "vpcEndpointType")) !== "Interface" && referenceKey(vpcOf(graph, endpoint)) === vpc,
  );
}

/** A NAT gateway or internet gateway reaches public addresses only. */
function fromSubnet(graph: Graph, service: Resource, subnet: Resource, block: Block): BlockRoute {
  const table = routeTableOf(graph, subnet);
  const routes = (table && routesOf(graph, table)) ?? [];
  const named = routes.some(
    (route) =>
      route.isDefault === false &&
      route.target === "outbound" &&
      route.block !== undefined &&
      coverageOf(block, [route.block]) === "all",
  );
  if (named) return "routed";
  if (coverageOf(block, privateBlocks) !== "none") return "unknown";
  const target = defaultRouteOf(graph, subnet);
  const address = readBoolean(service, "networkConfiguration.assignPublicIp");
  if (target === "outbound" || (target === "internet" && known(address) === true)) return "routed";
  const leadsNowhere = target === "none" || (target === "internet" && address.kind !== "unknown");
  return leadsNowhere && !hasGatewayEndpoint(graph, service) ? "none" : "unknown";
}

/** Whether the tasks of an ECS service have a route to a block from each of their subnets. */
export function routeToBlock(graph: Graph, service: Resource, block: Block): BlockRoute {
  // Routes are read for IPv4 only.
  if (block.family === 6) return "unknown";
  const vpc = resourceOf(vpcOf(graph, service));
  const own = vpc && blocksOfVpc(graph, vpc);
  if (own !== undefined && coverageOf(block, own) === "all") return "local";
  const route = outsideVpc(graph, service, block);
  // A VPC whose blocks are unknown may contain the block.
  return route === "none" && own === undefined ? "unknown" : route;
}

function outsideVpc(graph: Graph, service: Resource, block: Block): BlockRoute {
  const { references, exact } = subnetsOf(graph, service);
  const subnets = resourcesIn(references);
  const routes = subnets.map((subnet) => fromSubnet(graph, service, subnet, block));
  if (routes.length === 0 || routes.length < references.length) return "unknown";
  if (routes.every((route) => route === "routed")) return "routed";
  const isBlocked = exact ? routes.includes("none") : routes.every((route) => route === "none");
  return isBlocked ? "none" : "unknown";
}
