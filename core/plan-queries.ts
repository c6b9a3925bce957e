import type { ListenerNode, OwnBalancer, Plan, TargetGroupNode } from "./plan";

/** Balancers that the stack makes. */
export const ownBalancers = (plan: Plan): OwnBalancer[] =>
  plan.balancers.filter((node): node is OwnBalancer => node.kind === "own");

/** A target group with the balancer that it belongs to. */
export interface OwnedTargetGroup {
  readonly balancer: OwnBalancer;
  readonly targetGroup: TargetGroupNode;
}

/** Every target group of the stack with its balancer. */
export const targetGroups = (plan: Plan): OwnedTargetGroup[] =>
  ownBalancers(plan).flatMap((balancer) => balancer.targetGroups.map((targetGroup) => ({ balancer, targetGroup })));

/** Target groups in which the tasks of each service are registered. */
export function targetGroupsByService(plan: Plan): Map<string, OwnedTargetGroup[]> {
  const found = new Map<string, OwnedTargetGroup[]>();
  for (const placed of targetGroups(plan)) {
    const { target } = placed.targetGroup;
    if (target.kind === "service") found.set(target.service, [...(found.get(target.service) ?? []), placed]);
  }
  return found;
}

/** Listener, and rule if it is not the default action, that carries a target group. */
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

/** Zones of a VPC with the block of the private subnet in each. */
export function privateZones(plan: Plan, vpc: string): { readonly zone: string; readonly cidr: string }[] {
  const node = plan.vpcs.find(({ name }) => name === vpc);
  if (node === undefined) throw new Error(`the plan has no VPC ${vpc}`);
  return node.kind === "new"
    ? node.zones.map(({ id, privateCidr }) => ({ zone: id, cidr: privateCidr }))
    : node.subnets.map(({ zone, cidr }) => ({ zone, cidr }));
}
