import type { Plan } from "./plan";
import { ownBalancers } from "./plan-queries";
import type { Problem } from "./problem";
import type { SecurityGroupRef } from "./security-group-rules";
import { peerName, securityGroupRules } from "./security-group-rules";

interface Named {
  readonly name: string;
}

const namesOf = (nodes: readonly Named[]) => nodes.map(({ name }) => name);

/** Each repetition of a name. */
function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const again = seen.has(name);
    seen.add(name);
    return again;
  });
}

/** Names of the security groups that the stack creates; a group with several rules counts once. */
function securityGroupNames(plan: Plan): readonly string[] {
  const peers = securityGroupRules(plan).flatMap(({ group, peer }) => [group, peer]);
  const groups = peers.filter((peer): peer is SecurityGroupRef & { readonly owner: string } => "owner" in peer);
  return [...new Map(groups.map((group) => [`${group.kind} ${group.owner}`, peerName(group)])).values()];
}

/** Logical names by resource type: the engine refuses two resources with the same type and name. */
function namesByType(plan: Plan): Readonly<Record<string, readonly string[]>> {
  const own = ownBalancers(plan);
  const listeners = own.flatMap((balancer) => balancer.listeners);
  return {
    "load balancers": namesOf(plan.balancers),
    listeners: namesOf(listeners),
    "listener rules": namesOf(listeners.flatMap(({ rules }) => rules)),
    "target groups": namesOf(own.flatMap(({ targetGroups }) => targetGroups)),
    "VPC links V1": namesOf(plan.links.filter(({ version }) => version === 1)),
    "VPC links V2": namesOf(plan.links.filter(({ version }) => version === 2)),
    "security groups": securityGroupNames(plan),
    namespaces: namesOf(plan.namespaces),
    services: namesOf(plan.services),
    endpoints: namesOf(plan.endpoints),
    VPCs: namesOf(plan.vpcs),
  };
}

/** Resources of the same type that would have the same logical name. */
export function duplicateNames(plan: Plan): readonly Problem[] {
  return Object.entries(namesByType(plan)).flatMap(([type, names]) =>
    repeated(names).map((name) => ({
      where: "services",
      message: `two ${type} would be named ${name}`,
      fix: "rename one of the services, groups or VPCs that the name is derived from",
    })),
  );
}
