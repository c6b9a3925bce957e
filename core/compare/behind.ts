import type { Plan, TargetGroupNode } from "../plan";
import { ownBalancers } from "../plan-queries";

/** Services of a plan by the name of each load balancer that their requests pass, ALBs behind NLBs included. */
export function servicesBehind(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const targetGroups = new Map(ownBalancers(plan).map((balancer) => [balancer.name, balancer.targetGroups]));
  const services = new Map(plan.balancers.map(({ name }) => [name, new Set<string>()]));
  for (const { service, endpoint } of plan.apis.flatMap(({ backends }) => backends)) {
    if (endpoint.kind === "listener") services.get(endpoint.balancer)?.add(service);
  }
  const through = ({ target }: TargetGroupNode): readonly string[] =>
    target.kind === "service" ? [target.service] : [...collect(target.balancer)];
  const collect = (name: string): ReadonlySet<string> => {
    const found = services.get(name) ?? new Set<string>();
    for (const service of (targetGroups.get(name) ?? []).flatMap(through)) found.add(service);
    return found;
  };
  for (const name of services.keys()) collect(name);
  return services;
}
