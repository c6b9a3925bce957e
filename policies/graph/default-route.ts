import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readString } from "./value";
import { vpcOf } from "./vpcs";

/**
 * Target of the default route of a subnet. `internet`: an internet gateway, for which a task needs a public IP address.
 * `outbound`: a NAT gateway, or a gateway that is not examined further. `unknown`: the route table is outside the stack.
 */
export type DefaultRoute = "internet" | "outbound" | "none" | "unknown";

/** Properties of a route for targets other than an internet gateway. */
const outbound = ["natGatewayId", "transitGatewayId", "networkInterfaceId", "coreNetworkArn", "vpcEndpointId"];

function targetOf(graph: Graph, owner: Resource, at: string): DefaultRoute {
  if (outbound.some((property) => read(owner, `${at}${property}`).kind !== "absent")) return "outbound";
  const gateway = resolve(graph, owner, `${at}gatewayId`, "internetGateway");
  if (gateway.kind === "resource" || (gateway.kind === "id" && gateway.id.startsWith("igw-"))) return "internet";
  return gateway.kind === "absent" ? "none" : "outbound";
}

const isDefault = (owner: Resource, path: string) => known(readString(owner, path)) === "0.0.0.0/0";

const separateRoutes = perGraph((graph) =>
  groupBy(ofKind(graph, "vpcRoute"), (route) => referenceKey(resolve(graph, route, "routeTableId", "routeTable"))),
);
const tables = perGraph((graph) =>
  groupBy(ofKind(graph, "routeTableAssociation"), (association) =>
    referenceKey(resolve(graph, association, "subnetId", "subnet")),
  ),
);

/** Route table that a subnet is associated with in this stack. */
export function routeTableOf(graph: Graph, subnet: Resource): Resource | undefined {
  const [association] = tables(graph).get(subnet.urn) ?? [];
  return association && resourceOf(resolve(graph, association, "routeTableId", "routeTable"));
}

function defaultRouteIn(graph: Graph, table: Resource): DefaultRoute {
  const inline = (known(readElements(table, "routes")) ?? [])
    .filter((at) => isDefault(table, `${at}.cidrBlock`))
    .map((at) => targetOf(graph, table, `${at}.`));
  const separate = (separateRoutes(graph).get(table.urn) ?? [])
    .filter((route) => isDefault(route, "destinationCidrBlock"))
    .map((route) => targetOf(graph, route, ""));
  return [...inline, ...separate][0] ?? "none";
}

/** Whether the main route table of a new VPC is unchanged, and so has no default route. */
function mainTableUntouched(graph: Graph, vpc: Resource): boolean {
  const isInVpc = (resource: Resource) => referenceKey(vpcOf(graph, resource)) === vpc.urn;
  const adopted = ofKind(graph, "routeTable").some(
    (table) => table.type.endsWith("DefaultRouteTable") && isInVpc(table),
  );
  const replaced = ofKind(graph, "mainRouteTable").some(isInVpc);
  const unresolved = ofKind(graph, "vpcRoute").some(
    (route) => resourceOf(resolve(graph, route, "routeTableId", "routeTable")) === undefined,
  );
  return isKind(vpc, "vpc") && !vpc.type.endsWith("DefaultVpc") && !adopted && !replaced && !unresolved;
}

/** Default route of a subnet in the stack. */
export function defaultRouteOf(graph: Graph, subnet: Resource): DefaultRoute {
  const table = routeTableOf(graph, subnet);
  if (table !== undefined) return defaultRouteIn(graph, table);
  const vpc = resourceOf(vpcOf(graph, subnet));
  const associated = (tables(graph).get(subnet.urn) ?? []).length > 0;
  return vpc !== undefined && !associated && mainTableUntouched(graph, vpc) ? "none" : "unknown";
}
