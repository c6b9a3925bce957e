import type { ApiNode } from "./plan-api";
import type { Action, LinkNode, ListenerNode, OwnBalancer, Plan, TargetGroupNode } from "./plan";

/** Load balancers that the stack creates. */
export const ownBalancers = (plan: Pick<Plan, "balancers">): OwnBalancer[] =>
  plan.balancers.filter((node): node is OwnBalancer => node.kind === "own");

/** A target group with its load balancer. */
export interface OwnedTargetGroup {
  readonly balancer: OwnBalancer;
  readonly targetGroup: TargetGroupNode;
}

/** All target groups of the stack with their load balancers. */
export const targetGroups = (plan: Pick<Plan, "balancers">): OwnedTargetGroup[] =>
  ownBalancers(plan).flatMap((balancer) => balancer.targetGroups.map((targetGroup) => ({ balancer, targetGroup })));

/** Target groups of the tasks of each service, by service: a primary one comes before its alternate. */
export function targetGroupsByService(plan: Pick<Plan, "balancers">): Map<string, OwnedTargetGroup[]> {
  const found = new Map<string, OwnedTargetGroup[]>();
  for (const owned of targetGroups(plan)) {
    const { target } = owned.targetGroup;
    if (target.kind === "service") found.set(target.service, [...(found.get(target.service) ?? []), owned]);
  }
  return found;
}

const forwardsTo = (action: Action, group: string): boolean =>
  action.kind === "forward" && (action.targetGroup === group || action.alternate === group);

/** Listeners that forward to a target group, each with the listener rule, or `undefined` for the default action. */
export function forwarders({
  balancer,
  targetGroup,
}: OwnedTargetGroup): { readonly listener: ListenerNode; readonly rule: string | undefined }[] {
  return balancer.listeners.flatMap((listener) => {
    const rules = listener.rules.filter(({ action }) => forwardsTo(action, targetGroup.name));
    const byDefault = forwardsTo(listener.defaultAction, targetGroup.name);
    return [
      ...(byDefault ? [{ listener, rule: undefined }] : []),
      ...rules.map(({ name }) => ({ listener, rule: name })),
    ];
  });
}

/** Whether ECS sets how an action divides requests, so that no update of the stack may. */
export const isGoverned = (action: Action): boolean =>
  action.kind === "forward" && action.alternate !== undefined && action.declared === undefined;

/** What is in front of a target group and its alternate. */
export interface Shift {
  /** Name of the alternate. */
  readonly alternate: string;
  /** Port of the listener. */
  readonly port: number;
  /** Names of the listener rules for clients and for tests; both undefined behind an NLB. */
  readonly production: string | undefined;
  readonly test: string | undefined;
}

/** What is in front of a target group of a load balancer and its alternate; undefined without one. */
export function shiftOf({ targetGroups: groups, listeners }: OwnBalancer, name: string): Shift | undefined {
  const alternate = groups.find(({ alternateOf }) => alternateOf === name)?.name;
  if (alternate === undefined) return undefined;
  const hasBoth = (action: Action) => action.kind === "forward" && action.alternate === alternate;
  const listener = listeners.find(
    ({ defaultAction, rules }) => hasBoth(defaultAction) || rules.some(({ action }) => hasBoth(action)),
  );
  if (listener === undefined) throw new Error(`no listener has ${name} and its alternate`);
  const rules = listener.rules.filter(({ action }) => hasBoth(action));
  return {
    alternate,
    port: listener.port,
    production: rules.find(({ testHeader }) => testHeader === undefined)?.name,
    test: rules.find(({ testHeader }) => testHeader !== undefined)?.name,
  };
}

/** Whether the load balancer of a target group opens TLS connections to its targets. */
export const encryptsToTargets = ({ protocol }: TargetGroupNode): boolean => protocol === "HTTPS" || protocol === "TLS";

/** Zones of a VPC, each with the block of its private subnet. */
export function privateZones(plan: Plan, vpc: string): { readonly zone: string; readonly cidr: string }[] {
  const node = plan.vpcs.find(({ name }) => name === vpc);
  if (node === undefined) throw new Error(`the plan has no VPC ${vpc}`);
  return node.kind === "new"
    ? node.zones.map(({ id, privateCidr }) => ({ zone: id, cidr: privateCidr }))
    : node.subnets.map(({ zone, cidr }) => ({ zone, cidr }));
}

/** APIs in the order of their options, whichever serves. */
export const apisByOption = ({ apis }: Pick<Plan, "apis">): readonly ApiNode[] =>
  [...apis].sort((one, other) => one.option - other.option);

/** The API of the topology that stands by; undefined without one. The first API of a plan serves. */
export const standbyApi = <Api>({ apis }: { readonly apis: readonly Api[] }): Api | undefined => apis[1];

/**
 * Key of a VPC link in outputs: its name. Of a link V1 and a link V2 of one name, which only two topologies have, that of the
 * API that serves has the name, and that of the standby also its version: `shop:v1`.
 */
export function linkKeys({
  links,
  apis,
}: Pick<Plan, "apis" | "links">): (link: Pick<LinkNode, "name" | "version">) => string {
  const serving = apis[0]?.linkVersion;
  const served = new Set(links.filter(({ version }) => version === serving).map(({ name }) => name));
  return ({ name, version }) => (version !== serving && served.has(name) ? `${name}:v${version}` : name);
}

/** Services that an API sends requests to. */
export const servedServices = ({ apis }: Pick<Plan, "apis">): ReadonlySet<string> =>
  new Set(apis.flatMap(({ backends }) => backends.map(({ service }) => service)));
