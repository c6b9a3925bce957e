import { blockOf, coverageOf, everything } from "./blocks";
import type { Block } from "./blocks";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readString } from "./value";
import { vpcOf } from "./vpcs";

/**
 * Target of the default route of a subnet. `internet`: an internet gateway, for which a task needs a public IP address.
 * `outbound`: a NAT gateway, or a gateway that is not examined further. `networks`: no default route, but routes to other
 * networks, which may have VPC endpoints. `unknown`: the route table is outside the stack.
 */
export type DefaultRoute = "internet" | "outbound" | "networks" | "none" | "unknown";

/** Properties of a route for targets other than an internet gateway. */
const outbound = [
  "natGatewayId",
  "transitGatewayId",
  "networkInterfaceId",
  "coreNetworkArn",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
  "localGatewayId",
  "carrierGatewayId",
];

function targetOf(graph: Graph, owner: Resource, at: string): DefaultRoute {
  if (outbound.some((property) => read(owner, `${at}${property}`).kind !== "absent")) return "outbound";
  const gateway = resolve(graph, owner, `${at}gatewayId`, "internetGateway");
  if (gateway.kind === "id" && gateway.id === "local") return "none";
  if (gateway.kind === "resource" || (gateway.kind === "id" && gateway.id.startsWith("igw-"))) return "internet";
  return gateway.kind === "absent" ? "none" : "outbound";
}

/** Whether a route is a default route; undefined if its destination is unknown. */
function isDefault(owner: Resource, path: string): boolean | undefined {
  const block = readString(owner, path);
  return block.kind === "unknown" ? undefined : known(block) === "0.0.0.0/0";
}

const tableOf = (graph: Graph, route: Resource) => resolve(graph, route, "routeTableId", "routeTable");

/** Separate routes, by the URN or id of their table. */
export const separateRoutes = perGraph((graph) =>
  groupBy(ofKind(graph, "vpcRoute"), (route) => referenceKey(tableOf(graph, route))),
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

/** A route of a table. */
export interface RouteOf {
  /** Undefined if the destination is unknown, or a prefix list. */
  readonly isDefault: boolean | undefined;
  readonly block: Block | undefined;
  readonly target: DefaultRoute;
}

export function routeAt(graph: Graph, owner: Resource, at: string, block: string): RouteOf {
  const lists = read(owner, `${at}destinationPrefixListId`).kind !== "absent";
  return {
    isDefault: lists ? undefined : isDefault(owner, `${at}${block}`),
    block: blockOf(known(readString(owner, `${at}${block}`)) ?? ""),
    target: targetOf(graph, owner, at),
  };
}

/**
 * What routes other than a default route lead to: `0.0.0.0/1` and `128.0.0.0/1` together are one.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
function togetherOf(routes: readonly RouteOf[]): DefaultRoute | undefined {
  const out = routes.filter(({ target }) => target === "outbound").flatMap(({ block }) => block ?? []);
  if (coverageOf(everything(4), out) === "all") return "outbound";
  const all = routes.flatMap(({ block }) => block ?? []);
  if (coverageOf(everything(4), all) === "all") return "unknown";
  return out.length > 0 ? "networks" : undefined;
}

/** Default route that a table has by itself or by a route of its own; undefined if there is none. */
function ownDefault(graph: Graph, table: Resource): DefaultRoute | undefined {
  const list = readElements(table, "routes");
  const routes = [
    ...(known(list) ?? []).map((at) => routeAt(graph, table, `${at}.`, "cidrBlock")),
    ...(separateRoutes(graph).get(table.urn) ?? []).map((route) => routeAt(graph, route, "", "destinationCidrBlock")),
  ];
  const found = routes.find((route) => route.isDefault === true)?.target;
  const open = list.kind === "unknown" || routes.some((route) => route.isDefault === undefined);
  return found ?? (open ? "unknown" : togetherOf(routes));
}

/** Whether a table has no default route by what the stack shows, so that a stray one may be in it. */
const isClosed = (own: DefaultRoute | undefined) => own === undefined || own === "networks";

/** A default route of which the stack does not show the table. */
interface StrayRoute {
  readonly target: DefaultRoute;
  /** URNs of the tables that it may be in. */
  readonly tables: readonly string[];
}

/** VPC of the gateway that a route goes to; AWS rejects a gateway of another VPC. */
function vpcOfTarget(graph: Graph, route: Resource): string | undefined {
  const nat = resourceOf(resolve(graph, route, "natGatewayId", "natGateway"));
  const gateway = nat ?? resourceOf(resolve(graph, route, "gatewayId", "internetGateway"));
  return gateway && referenceKey(vpcOf(graph, gateway));
}

const strays = perGraph((graph): readonly StrayRoute[] => {
  const closed = ofKind(graph, "routeTable").filter((table) => isClosed(ownDefault(graph, table)));
  const byVpc = groupBy(closed, (table) => referenceKey(vpcOf(graph, table)));
  const open = new Set(closed.map(({ urn }) => urn));
  return (
    ofKind(graph, "vpcRoute")
      .filter((route) => isDefault(route, "destinationCidrBlock") !== false)
      // AWS requires the table, so an absent one is the result of a look-up that is not known yet.
      .filter((route) => ["undetermined", "absent"].includes(tableOf(graph, route).kind))
      .map((route) => {
        const possible = candidates(graph, route, "routeTableId", "routeTable").map(({ urn }) => urn);
        const main = vpcOfMainRoute(graph, route);
        const vpc = main ?? vpcOfTarget(graph, route);
        const inVpc = vpc === undefined ? closed : (byVpc.get(vpc) ?? []);
        // A value that depends only on the VPC may also come from a look-up of any of its tables.
        const isSure = isDefault(route, "destinationCidrBlock") === true && main === undefined;
        return {
          target: isSure ? targetOf(graph, route, "") : "unknown",
          // A table has one default route, so those with one are no candidates.
          tables: (possible.length > 0 ? possible : inVpc.map(({ urn }) => urn)).filter((urn) => open.has(urn)).sort(),
        };
      })
  );
});

const straysByTable = perGraph((graph) => {
  const edges = strays(graph).flatMap((stray) => stray.tables.map((table) => ({ table, stray })));
  return groupBy(edges, ({ table }) => table);
});

/**
 * Default route of a table by routes of undetermined tables: as many of them as there are possible tables give each of
 * these one, because AWS rejects a second default route in a table.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 */
function strayDefault(graph: Graph, table: Resource): DefaultRoute | undefined {
  const own = (straysByTable(graph).get(table.urn) ?? []).map(({ stray }) => stray);
  const [first] = own;
  if (first === undefined) return undefined;
  const alike = own.every((stray) => stray.target === first.target && stray.tables.join() === first.tables.join());
  return alike && own.length >= first.tables.length ? first.target : "unknown";
}

/** Default route of a table by all routes that the stack shows. */
function defaultIn(graph: Graph, table: Resource): DefaultRoute {
  const own = ownDefault(graph, table);
  return isClosed(own) ? (strayDefault(graph, table) ?? own ?? "none") : own;
}

const mainTableIds = perGraph((graph) => {
  const ids = ofKind(graph, "vpc").flatMap((vpc) =>
    ["defaultRouteTableId", "mainRouteTableId"].flatMap((output): [string, string][] => {
      const id = known(readString(vpc, output));
      return id === undefined ? [] : [[id, vpc.urn]];
    }),
  );
  return new Map(ids);
});

/** URN of the VPC for whose main route table a route is: `routeTableId` is an output of the VPC. */
function vpcOfMainRoute(graph: Graph, route: Resource): string | undefined {
  const table = tableOf(graph, route);
  if (table.kind === "id") return mainTableIds(graph).get(table.id);
  const [vpc, ...others] = table.kind === "resource" ? [] : candidates(graph, route, "routeTableId", "vpc");
  const possible = candidates(graph, route, "routeTableId", "routeTable");
  return others.length === 0 && possible.length === 0 ? vpc?.urn : undefined;
}

const mainRoutes = perGraph((graph) => groupBy(ofKind(graph, "vpcRoute"), (route) => vpcOfMainRoute(graph, route)));

const mainTables = perGraph((graph) => {
  const adopted = ofKind(graph, "routeTable").filter((table) => table.type.endsWith("DefaultRouteTable"));
  return groupBy([...ofKind(graph, "mainRouteTable"), ...adopted], (table) => {
    const id = known(readString(table, "defaultRouteTableId"));
    // An adopted table names no VPC, but the output of one.
    const named = id === undefined ? undefined : mainTableIds(graph).get(id);
    return named ?? referenceKey(vpcOf(graph, table)) ?? candidates(graph, table, "defaultRouteTableId", "vpc")[0]?.urn;
  });
});

/** Whether a route is in a table outside the stack, which may be the main one of any VPC. */
const hasForeignRoutes = perGraph((graph) =>
  ofKind(graph, "vpcRoute").some(
    (route) =>
      resourceOf(tableOf(graph, route)) === undefined &&
      vpcOfMainRoute(graph, route) === undefined &&
      candidates(graph, route, "routeTableId", "routeTable").length === 0,
  ),
);

/** Default route of a main route table that the program does not manage. */
function unmanagedDefault(graph: Graph, vpc: Resource): DefaultRoute {
  const [route] = (mainRoutes(graph).get(vpc.urn) ?? []).filter(
    (one) => isDefault(one, "destinationCidrBlock") !== false,
  );
  if (route !== undefined) {
    return isDefault(route, "destinationCidrBlock") === true ? targetOf(graph, route, "") : "unknown";
  }
  const isNew = isKind(vpc, "vpc") && !vpc.type.endsWith("DefaultVpc");
  return isNew && !hasForeignRoutes(graph) ? "none" : "unknown";
}

/**
 * Default route of the main route table of a VPC, which subnets without an association use. That of a new VPC has none.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
function mainDefault(graph: Graph, vpc: Resource): DefaultRoute {
  const [main] = mainTables(graph).get(vpc.urn) ?? [];
  if (main === undefined) return unmanagedDefault(graph, vpc);
  const adopted = isKind(main, "routeTable");
  const table = adopted ? main : resourceOf(resolve(graph, main, "routeTableId", "routeTable"));
  if (table === undefined) return "unknown";
  const byVpc = adopted && isClosed(ownDefault(graph, table)) ? unmanagedDefault(graph, vpc) : "none";
  return byVpc === "none" ? defaultIn(graph, table) : byVpc;
}

/** Whether an association of which the stack does not show the subnet may be that of a subnet. */
const mayBeAssociated = perGraph((graph) =>
  ofKind(graph, "routeTableAssociation").some(
    (association) => resolve(graph, association, "subnetId", "subnet").kind === "undetermined",
  ),
);

/** Default route of a subnet in the stack. */
export function defaultRouteOf(graph: Graph, subnet: Resource): DefaultRoute {
  const table = routeTableOf(graph, subnet);
  if (table !== undefined) return defaultIn(graph, table);
  const vpc = resourceOf(vpcOf(graph, subnet));
  const associated = (tables(graph).get(subnet.urn) ?? []).length > 0 || mayBeAssociated(graph);
  return vpc === undefined || associated ? "unknown" : mainDefault(graph, vpc);
}
