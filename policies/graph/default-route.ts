import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readString } from "./value";
import { vpcOf } from "./vpcs";

/**
 * Where the default route of a subnet leads. `internet`: only what has a public address of its own gets answers.
 * `beyond`: NAT, or a gateway that this stack does not look into. `unknown`: the table stands outside the stack.
 */
export type DefaultRoute = "internet" | "beyond" | "none" | "unknown";

/** Properties of a route that lead out of the VPC other than by an internet gateway. */
const beyond = ["natGatewayId", "transitGatewayId", "networkInterfaceId", "coreNetworkArn", "vpcEndpointId"];

function leadsTo(graph: Graph, owner: Resource, at: string): DefaultRoute {
  if (beyond.some((property) => read(owner, `${at}${property}`).kind !== "absent")) return "beyond";
  const gateway = resolve(graph, owner, `${at}gatewayId`, "internetGateway");
  if (gateway.kind === "resource" || (gateway.kind === "id" && gateway.id.startsWith("igw-"))) return "internet";
  return gateway.kind === "absent" ? "none" : "beyond";
}

const isDefault = (owner: Resource, path: string) => known(readString(owner, path)) === "0.0.0.0/0";

const separateRoutes = perGraph((graph) =>
  groupBy(ofKind(graph, "vpcRoute"), (route) => referenceKey(resolve(graph, route, "routeTableId", "routeTable"))),
);
const tables = perGraph((graph) =>
  groupBy(ofKind(graph, "routeTableAssociation"), (one) => referenceKey(resolve(graph, one, "subnetId", "subnet"))),
);

/** Route table that a subnet is associated with in this stack. */
export function routeTableOf(graph: Graph, subnet: Resource): Resource | undefined {
  const [association] = tables(graph).get(subnet.urn) ?? [];
  return association && resourceOf(resolve(graph, association, "routeTableId", "routeTable"));
}

function outOfTable(graph: Graph, table: Resource): DefaultRoute {
  const inline = (known(readElements(table, "routes")) ?? [])
    .filter((at) => isDefault(table, `${at}.cidrBlock`))
    .map((at) => leadsTo(graph, table, `${at}.`));
  const separate = (separateRoutes(graph).get(table.urn) ?? [])
    .filter((route) => isDefault(route, "destinationCidrBlock"))
    .map((route) => leadsTo(graph, route, ""));
  return [...inline, ...separate][0] ?? "none";
}

/** Whether the main route table of a new VPC is left as AWS makes it, with no way out. */
function mainTableUntouched(graph: Graph, vpc: Resource): boolean {
  const ofVpc = (one: Resource) => referenceKey(vpcOf(graph, one)) === vpc.urn;
  const adopted = ofKind(graph, "routeTable").some((table) => table.type.endsWith("DefaultRouteTable") && ofVpc(table));
  const replaced = ofKind(graph, "mainRouteTable").some(ofVpc);
  const astray = ofKind(graph, "vpcRoute").some(
    (route) => resourceOf(resolve(graph, route, "routeTableId", "routeTable")) === undefined,
  );
  return isKind(vpc, "vpc") && !vpc.type.endsWith("DefaultVpc") && !adopted && !replaced && !astray;
}

/** Where the default route of a subnet of the stack leads. */
export function defaultRouteOf(graph: Graph, subnet: Resource): DefaultRoute {
  const table = routeTableOf(graph, subnet);
  if (table !== undefined) return outOfTable(graph, table);
  const vpc = resourceOf(vpcOf(graph, subnet));
  const associated = (tables(graph).get(subnet.urn) ?? []).length > 0;
  return vpc !== undefined && !associated && mainTableUntouched(graph, vpc) ? "none" : "unknown";
}
