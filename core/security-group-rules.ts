import type { BalancerNode, OwnBalancer, Plan } from "./plan";
import type { ApiNode, BackendNode } from "./plan-api";
import { privateZones, targetGroups } from "./plan-queries";
import type { Reach } from "./settings/settings";

/** A security group of the stack (`owner` is the name of its component), or an existing one. */
export type SecurityGroupRef =
  | { readonly kind: "link" | "balancer" | "service" | "endpoint" | "endpoints"; readonly owner: string }
  | { readonly kind: "existing"; readonly id: string };

/** The peer of a security group rule: the source of an ingress rule, or the destination of an egress rule. */
export type RulePeer =
  | SecurityGroupRef
  | { readonly kind: "cidr"; readonly cidr: string }
  | { readonly kind: "s3"; readonly vpc: string }
  | { readonly kind: "prefixList"; readonly id: string; readonly maxEntries: number };

/** One TCP rule of a security group. Its name has all properties that AWS compares when it refuses a duplicate rule. */
export interface SecurityGroupRule {
  readonly name: string;
  readonly group: SecurityGroupRef;
  readonly direction: "ingress" | "egress";
  readonly port: number;
  readonly peer: RulePeer;
}

/** Name of a security group or peer: `orders-service`, `sales-link`, `10.1.0.0-18`. */
export function peerName(peer: RulePeer): string {
  switch (peer.kind) {
    case "cidr":
      return peer.cidr.replace("/", "-");
    case "s3":
      return `${peer.vpc}-s3`;
    case "existing":
    case "prefixList":
      return peer.id;
    case "balancer":
      return peer.owner;
    default:
      return `${peer.owner}-${peer.kind}`;
  }
}

/** Name of a security group rule: `orders-service-443-to-0.0.0.0-0`. */
export function ruleName({ group, direction, port, peer }: Omit<SecurityGroupRule, "name">): string {
  const word = direction === "ingress" ? "from" : "to";
  return `${peerName(group)}-${port}-${word}-${peerName(peer)}`;
}

function rule(
  direction: SecurityGroupRule["direction"],
  group: SecurityGroupRef,
  port: number,
  peer: RulePeer,
): SecurityGroupRule {
  return { name: ruleName({ group, direction, port, peer }), group, direction, port, peer };
}

/** Both rules of one connection: egress of the caller and ingress of the callee. */
const connection = (from: SecurityGroupRef, to: SecurityGroupRef, port: number) => [
  rule("egress", from, port, to),
  rule("ingress", to, port, from),
];

/** Two security groups on the request path of a backend. */
export interface Connection {
  readonly from: SecurityGroupRef;
  readonly to: SecurityGroupRef;
}

/**
 * The connection of a backend that precedes the load balancer of its tasks: from the VPC link V2 to the load balancer or
 * Cloud Map service, or from the NLB to its ALB. A VPC link V1 has no security group.
 */
export function connectionBefore(plan: Plan, { linkVersion }: ApiNode, backend: BackendNode): Connection | undefined {
  const { link, endpoint } = backend;
  const from: SecurityGroupRef = { kind: "link", owner: link };
  if (endpoint.kind === "cloudMap") return { from, to: { kind: "service", owner: endpoint.service } };
  const named = (name: string) => plan.balancers.find((balancer) => balancer.name === name);
  const balancer = named(endpoint.balancer);
  const to = balancer === undefined ? undefined : groupOf(balancer);
  if (balancer === undefined || to === undefined) return undefined;
  if (linkVersion === 2) return { from, to };
  const alb = balancer.kind === "own" ? albBehind(balancer, endpoint.port) : undefined;
  const node = alb === undefined ? undefined : named(alb);
  const behind = node === undefined ? undefined : groupOf(node);
  return behind === undefined ? undefined : { from: to, to: behind };
}

/** Name of the ALB that a listener of an NLB forwards to, if any. */
function albBehind({ listeners, targetGroups: groups }: OwnBalancer, port: number): string | undefined {
  const action = listeners.find((listener) => listener.port === port)?.defaultAction;
  const target = groups.find(({ name }) => action?.kind === "forward" && action.targetGroup === name)?.target;
  return target?.kind === "alb" ? target.balancer : undefined;
}

/** Security group of a load balancer; an existing NLB may have none. */
function groupOf(balancer: BalancerNode): SecurityGroupRef | undefined {
  if (balancer.kind === "own") return { kind: "balancer", owner: balancer.name };
  return balancer.securityGroupId === undefined ? undefined : { kind: "existing", id: balancer.securityGroupId };
}

const managed = (balancer: BalancerNode) => balancer.kind === "own" || balancer.manageIngress;
const egressOnly = (rules: readonly SecurityGroupRule[]) => rules.filter(({ direction }) => direction === "egress");

function toBalancer(plan: Plan, from: SecurityGroupRef, balancer: BalancerNode, port: number): SecurityGroupRule[] {
  const to = groupOf(balancer);
  if (to === undefined)
    return privateZones(plan, balancer.vpc).map(({ cidr }) => rule("egress", from, port, { kind: "cidr", cidr }));
  const rules = connection(from, to, port);
  return managed(balancer) ? rules : egressOnly(rules);
}

function linkRules(plan: Plan): SecurityGroupRule[] {
  const v2 = new Set(plan.links.flatMap((link) => (link.version === 2 ? [link.name] : [])));
  const services = new Map(plan.services.map((service) => [service.name, service]));
  const balancers = new Map(plan.balancers.map((balancer) => [balancer.name, balancer]));
  // The rules of a standby exist before requests go there.
  const direct = plan.apis
    .filter(({ linkVersion }) => linkVersion === 2)
    .flatMap(({ backends, standbys = [] }) => [...backends, ...standbys]);
  return direct.flatMap(({ link, endpoint }) => {
    if (!v2.has(link)) return [];
    const from: SecurityGroupRef = { kind: "link", owner: link };
    if (endpoint.kind === "listener") {
      const balancer = balancers.get(endpoint.balancer);
      return balancer === undefined ? [] : toBalancer(plan, from, balancer, endpoint.port);
    }
    const service = services.get(endpoint.service);
    return service === undefined
      ? []
      : connection(from, { kind: "service", owner: service.name }, service.task.containerPort);
  });
}

function targetRules(plan: Plan): SecurityGroupRule[] {
  const balancers = new Map(plan.balancers.map((balancer) => [balancer.name, balancer]));
  const ports = new Map(plan.services.map(({ name, task }) => [name, task.containerPort]));
  const endpointPorts = new Map(plan.endpoints.map((endpoint) => [endpoint.name, endpoint.port]));
  return targetGroups(plan).flatMap(({ balancer, targetGroup: { target, port } }) => {
    const from: SecurityGroupRef = { kind: "balancer", owner: balancer.name };
    if (target.kind === "service") {
      const { service } = target;
      const containerPort = target.containerPort ?? ports.get(service);
      return containerPort === undefined ? [] : connection(from, { kind: "service", owner: service }, containerPort);
    }
    if (target.kind === "endpoint") {
      const { service } = target;
      const providerPort = endpointPorts.get(service);
      return providerPort === undefined ? [] : connection(from, { kind: "endpoint", owner: service }, providerPort);
    }
    const alb = balancers.get(target.balancer);
    const to = alb === undefined ? undefined : groupOf(alb);
    if (alb === undefined || to === undefined) return [];
    const rules = connection(from, to, port);
    // AWS does not document that the NLB's security group is enough as source for its ALB target, so the rules also
    // admit the NLB's subnets.
    const subnets = privateZones(plan, balancer.vpc).map(({ cidr }) =>
      rule("ingress", to, port, { kind: "cidr", cidr }),
    );
    return managed(alb) ? [...rules, ...subnets] : egressOnly(rules);
  });
}

/** Rules for the connections that a task opens: to its image, its logs and its secrets, all on port 443. */
function taskRules(plan: Plan): SecurityGroupRule[] {
  const vpcs = new Map(plan.vpcs.map((vpc) => [vpc.name, vpc]));
  return plan.services.flatMap(({ name, vpc }) => {
    const node = vpcs.get(vpc);
    const from: SecurityGroupRef = { kind: "service", owner: name };
    if (node?.kind !== "new" || node.nat !== "none")
      return [rule("egress", from, 443, { kind: "cidr", cidr: "0.0.0.0/0" })];
    return [
      ...connection(from, { kind: "endpoints", owner: vpc }, 443),
      rule("egress", from, 443, { kind: "s3", vpc }),
    ];
  });
}

/** Rules for one destination of a task. The ingress rules of an existing security group are those of its owner. */
function rulesOfReach(from: SecurityGroupRef, reach: Reach, ports: ReadonlyMap<string, number>): SecurityGroupRule[] {
  switch (reach.kind) {
    case "service": {
      // The proxy of Service Connect in the called task listens on the container port.
      const port = ports.get(reach.service);
      return port === undefined ? [] : connection(from, { kind: "service", owner: reach.service }, port);
    }
    case "securityGroup":
      return [rule("egress", from, reach.port, { kind: "existing", id: reach.id })];
    case "cidr":
      return [rule("egress", from, reach.port, { kind: "cidr", cidr: reach.cidr })];
    case "prefixList":
      return [
        rule("egress", from, reach.port, { kind: "prefixList", id: reach.id, maxEntries: reach.maxEntries ?? 1 }),
      ];
  }
}

/** Rules for what tasks connect to beside AWS services. */
function reachRules({ services }: Plan): SecurityGroupRule[] {
  const ports = new Map(services.map(({ name, task }) => [name, task.containerPort]));
  return services.flatMap(({ name, task }) =>
    task.reaches.flatMap((reach) => rulesOfReach({ kind: "service", owner: name }, reach, ports)),
  );
}

/** All security group rules of the stack, each once: EC2 refuses a duplicate rule. */
export function securityGroupRules(plan: Plan): SecurityGroupRule[] {
  const all = [...linkRules(plan), ...targetRules(plan), ...taskRules(plan), ...reachRules(plan)];
  return [...new Map(all.map((groupRule) => [groupRule.name, groupRule])).values()];
}
