import type { Action, OwnBalancer, Plan } from "./plan";
import type { ApiNode, BackendNode } from "./plan-api";
import type { AlarmNode } from "./plan-operation";
import { ownBalancers } from "./plan-queries";
import type { RulePeer, SecurityGroupRule } from "./security-group-rules";
import { peerName, ruleName } from "./security-group-rules";

/** A plan with the names of the services of its stack file, in their order: the same service has the same index. */
export interface NamedPlan {
  readonly plan: Plan;
  readonly services: readonly string[];
}

/** Nodes of a plan whose names have the name of a service. */
type Kind = "service" | "balancer" | "listener" | "listenerRule" | "targetGroup" | "link";

/** Names that a node had before, the oldest first; none if no service that it belongs to was renamed. */
export type FormerNames = (kind: Kind, name: string) => readonly string[];

/** What a node is, in words that stay when a service is renamed, with its name. */
type Entry = readonly [identity: string, name: string];

const targetOf = (action: Action) => (action.kind === "forward" ? action.targetGroup : "");

/** The parts of a load balancer whose names have the name of a service. */
function partsOf(
  { listeners, targetGroups }: OwnBalancer,
  balancer: string,
  idOf: { readonly service: (name: string) => string; readonly balancer: (name: string) => string },
): readonly Entry[] {
  const groups = targetGroups.map(({ name, target, protocol, port, alternateOf }): Entry => {
    const id =
      target.kind === "alb"
        ? idOf.balancer(target.balancer)
        : `${idOf.service(target.service)} ${target.kind === "service" ? String(target.containerPort) : target.kind}`;
    const twin = alternateOf === undefined ? "" : " alternate";
    return [`targetGroup ${balancer} ${id} ${protocol} ${String(port)}${twin}`, name];
  });
  const groupIds = new Map(groups.map(([id, name]) => [name, id]));
  return [
    ...groups,
    ...listeners.flatMap(({ name, port, rules }): readonly Entry[] => [
      [`listener ${balancer} ${String(port)}`, name],
      ...rules.map((rule): Entry => [
        `listenerRule ${String(port)} ${groupIds.get(targetOf(rule.action)) ?? rule.name}${rule.testHeader === undefined ? "" : " test"}`,
        rule.name,
      ]),
    ]),
  ];
}

function entriesOf({ plan, services }: NamedPlan): readonly Entry[] {
  const indexes = new Map(services.map((name, index) => [name, `service ${String(index)}`]));
  const serviceId = (name: string) => indexes.get(name) ?? name;
  const own = ownBalancers(plan);
  const balancers = new Map(
    own.map(({ name, type, owner }) => [name, owner?.kind === "services" ? `${type} ${serviceId(owner.name)}` : name]),
  );
  const idOf = { service: serviceId, balancer: (name: string) => balancers.get(name) ?? name };
  return [
    ...services.map((name): Entry => [serviceId(name), name]),
    ...own.flatMap((node) => {
      const id = idOf.balancer(node.name);
      return [[`balancer ${id}`, node.name] as const, ...partsOf(node, id, idOf)];
    }),
    ...plan.links.flatMap((link) =>
      link.version === 1 ? [[`link ${idOf.balancer(link.balancer)}`, link.name] as const] : [],
    ),
  ];
}

/**
 * Names that the nodes of a plan had before.
 *
 * @param former - the plan with each generation of the names of its services, the oldest first
 */
export function formerNames(current: NamedPlan, former: readonly NamedPlan[]): FormerNames {
  if (former.length === 0) return () => [];
  const generations = former.map((plan) => new Map(entriesOf(plan)));
  const names = new Map(
    entriesOf(current).map(([identity, name]) => {
      const [kind] = identity.split(" ");
      const before = generations.flatMap((entries) => entries.get(identity) ?? []);
      return [`${String(kind)} ${name}`, [...new Set(before)].filter((one) => one !== name)];
    }),
  );
  return (kind, name) => names.get(`${kind} ${name}`) ?? [];
}

/** Kind of the node whose name a security group has, if it can have the name of a service. */
const kindsOfOwners = { service: "service", endpoint: "service", balancer: "balancer" } as const;

/** The peer of a security group rule with its own name first, then the former ones, the oldest first. */
function namedPeers<T extends RulePeer>(peer: T, former: FormerNames): readonly T[] {
  if (peer.kind !== "service" && peer.kind !== "endpoint" && peer.kind !== "balancer") return [peer];
  return [peer, ...former(kindsOfOwners[peer.kind], peer.owner).map((owner) => ({ ...peer, owner }))];
}

/** Name of a security group when it was created: AWS does not change descriptions, which have it. */
export const firstPeerName = (peer: RulePeer, former: FormerNames): string =>
  peerName(namedPeers(peer, former)[1] ?? peer);

/** Names that a security group rule had before: both of its ends may have been renamed, at different times. */
export function formerRuleNames(rule: SecurityGroupRule, former: FormerNames): readonly string[] {
  const groups = namedPeers(rule.group, former);
  const names = groups.flatMap((group) =>
    namedPeers(rule.peer, former).map((peer) => ruleName({ ...rule, group, peer })),
  );
  return names.filter((name) => name !== rule.name);
}

/** Kind of the node that an alarm watches, if it can have the name of a service. */
const kindsOfHops = { loadBalancer: "balancer", targetGroup: "targetGroup", task: "service" } as const;

/** Names that an alarm had before: each begins with the name of the hop that it watches. */
export function formerAlarmNames({ name, hop }: AlarmNode, former: FormerNames): readonly string[] {
  if (hop.kind === "stage" || hop.kind === "account") return [];
  return former(kindsOfHops[hop.kind], hop.name).map((before) => before + name.slice(hop.name.length));
}

/** Name that a node had first. */
export const firstNodeName = (kind: Kind, name: string, former: FormerNames): string => former(kind, name)[0] ?? name;

/**
 * Backends and retired services of an API by their first names. The triggers of its deployments have these, so that
 * another name alone deploys nothing.
 */
export function firstNamed({ backends, retired }: ApiNode, former: FormerNames): Pick<ApiNode, "backends" | "retired"> {
  const first = (kind: Kind, name: string) => firstNodeName(kind, name, former);
  const renamed = (backend: BackendNode): BackendNode => {
    const { endpoint } = backend;
    return {
      ...backend,
      service: first("service", backend.service),
      link: first("link", backend.link),
      endpoint:
        endpoint.kind === "listener"
          ? { ...endpoint, balancer: first("balancer", endpoint.balancer) }
          : { ...endpoint, service: first("service", endpoint.service) },
    };
  };
  return { backends: backends.map(renamed), retired: retired.map((name) => first("service", name)) };
}
