import type { BackendNode, BalancerNode, Plan, ServiceNode } from "../../core/plan";

/** A box of the drawing. */
export interface DiagramNode {
  readonly id: string;
  readonly kind: "client" | "api" | "link" | "balancer" | "cloudMap" | "service";
  readonly label: string;
  /** What it is, under its name. */
  readonly detail: string;
  /** VPC that it stands in. */
  readonly vpc?: string;
}

/** An arrow; `hop` counts from the client. */
export interface DiagramEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly hop: number;
}

/** A request's way to one service. */
interface DiagramPath {
  readonly service: string;
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** A topology as boxes and arrows, each once, and the way to each service. */
export interface Diagram {
  readonly vpcs: readonly string[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly paths: readonly DiagramPath[];
}

/** What a path is looked up in, so that a large plan is gone through once. */
interface Index {
  readonly balancers: ReadonlyMap<string, BalancerNode>;
  readonly services: ReadonlyMap<string, ServiceNode>;
}

const client: DiagramNode = { id: "client", kind: "client", label: "client", detail: "internet" };

function balancerNodes(index: Index, name: string, port: number, service: string): DiagramNode[] {
  const balancer = index.balancers.get(name);
  if (balancer === undefined) return [];
  const kind = `${balancer.kind === "existing" ? "existing " : ""}${balancer.type.toUpperCase()}`;
  const node: DiagramNode = { id: `balancer-${name}`, kind: "balancer", label: name, detail: kind, vpc: balancer.vpc };
  if (balancer.kind === "existing") return [node];
  const listener = balancer.listeners.find((one) => one.port === port);
  const action = listener?.defaultAction;
  const group =
    action?.kind === "forward" ? balancer.targetGroups.find((one) => one.name === action.targetGroup) : undefined;
  return group?.target.kind === "alb"
    ? [node, ...balancerNodes(index, group.target.balancer, group.port, service)]
    : [node];
}

function wayOf(
  index: Index,
  api: DiagramNode,
  version: 1 | 2,
  { service, link, endpoint }: BackendNode,
): DiagramNode[] {
  const running = index.services.get(service);
  const fronts: DiagramNode[] =
    endpoint.kind === "cloudMap"
      ? [
          {
            id: `cloud-map-${running?.vpc ?? ""}`,
            kind: "cloudMap",
            label: running?.vpc ?? "",
            detail: "Cloud Map",
            vpc: running?.vpc ?? "",
          },
        ]
      : balancerNodes(index, endpoint.balancer, endpoint.port, service);
  const vpc = running?.vpc ?? fronts.at(-1)?.vpc ?? "";
  return [
    client,
    api,
    {
      id: `link-${link}`,
      kind: "link",
      label: link,
      detail: `VPC link V${version}`,
      ...(version === 2 ? { vpc } : {}),
    },
    ...fronts,
    {
      id: `service-${service}`,
      kind: "service",
      label: service,
      detail:
        running === undefined ? "behind it already" : `:${running.task.containerPort} x${running.task.desiredCount}`,
      vpc,
    },
  ];
}

/** A plan in, its drawing out: client, API, links, balancers and services, without any layout. */
export function diagramOf(plan: Plan): Diagram {
  const nodes = new Map<string, DiagramNode>();
  const edges = new Map<string, DiagramEdge>();
  const paths: DiagramPath[] = [];
  const index: Index = {
    balancers: new Map(plan.balancers.map((balancer) => [balancer.name, balancer])),
    services: new Map(plan.services.map((service) => [service.name, service])),
  };
  for (const { name, type, option, stage, backends } of plan.apis) {
    const api: DiagramNode = {
      id: `api-${name}`,
      kind: "api",
      label: name,
      detail: `${type.toUpperCase()} API, stage ${stage}`,
    };
    for (const backend of backends) {
      const way = wayOf(index, api, option === 1 || option === 5 ? 2 : 1, backend);
      const hops = way.slice(1).map((node, hop): DiagramEdge => {
        const from = way[hop]?.id ?? "";
        return { id: `${from}--${node.id}`, from, to: node.id, hop: hop + 1 };
      });
      for (const node of way) nodes.set(node.id, node);
      for (const edge of hops) edges.set(edge.id, edge);
      paths.push({ service: backend.service, nodes: way.map(({ id }) => id), edges: hops.map(({ id }) => id) });
    }
  }
  return { vpcs: plan.vpcs.map(({ name }) => name), nodes: [...nodes.values()], edges: [...edges.values()], paths };
}
