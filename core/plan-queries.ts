import type { ApiNode } from "./plan-api";
import type { ListenerNode, OwnBalancer, Plan, TargetGroupNode } from "./plan";

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

/** Target groups that the tasks of each service are registered in, by service. */
export function targetGroupsByService(plan: Pick<Plan, "balancers">): Map<string, OwnedTargetGroup[]> {
  const found = new Map<string, OwnedTargetGroup[]>();
  for (const owned of targetGroups(plan)) {
    const { target } = owned.targetGroup;
    if (target.kind === "service") found.set(target.service, [...(found.get(target.service) ?? []), owned]);
  }
  return found;
}

/** Listeners that forward to a target group, each with the listener rule, or `undefined` for the default action. */
export function forwarders({
  balancer,
  targetGroup,
}: OwnedTargetGroup): { readonly listener: ListenerNode; readonly rule: string | undefined }[] {
  return balancer.listeners.flatMap((listener) => {
    const rules = listener.rules.filter(
      ({ action }) => action.kind === "forward" && action.targetGroup === targetGroup.name,
    );
    const byDefault =
      listener.defaultAction.kind === "forward" && listener.defaultAction.targetGroup === targetGroup.name;
    return [
      ...(byDefault ? [{ listener, rule: undefined }] : []),
      ...rules.map(({ name }) => ({ listener, rule: name })),
    ];
  });
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

/** Services that an API sends requests to. */
export const servedServices = ({ apis }: Pick<Plan, "apis">): ReadonlySet<string> =>
  new Set(apis.flatMap(({ backends }) => backends.map(({ service }) => service)));
