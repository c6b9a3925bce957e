import type { RequestPlan } from "./watched";
import type { UsagePlanNode } from "./plan-access";

interface Named {
  readonly name: string;
}

/** V1 and V2 links are different resource types, so they may share a name. */
const identity = (node: Named) => ("version" in node ? `${String(node.version)}:${node.name}` : node.name);

/** Nodes of both lists, those that are equal once. Different ones of one name stay two, which a later check refuses. */
function union<T extends Named>(left: readonly T[], right: readonly T[]): T[] {
  const known = new Map(left.map((node) => [identity(node), JSON.stringify(node)]));
  return [...left, ...right.filter((node) => known.get(identity(node)) !== JSON.stringify(node))];
}

/** Usage plans of both plans: one of both has the APIs of both. */
function unitedUsagePlans(left: readonly UsagePlanNode[], right: readonly UsagePlanNode[]): UsagePlanNode[] {
  const apisOf = (plans: readonly UsagePlanNode[], name: string) =>
    plans.find((plan) => plan.name === name)?.apis ?? [];
  const withApis = (plans: readonly UsagePlanNode[]) =>
    plans.map((plan) => ({ ...plan, apis: [...new Set([...apisOf(left, plan.name), ...apisOf(right, plan.name)])] }));
  return union(withApis(left), withApis(right));
}

const restLogRole = (name: string | undefined): Pick<RequestPlan, "restLogRole"> =>
  name === undefined ? {} : { restLogRole: name };

/**
 * Joins two plans in one stack: the union of their nodes, in the order of the plans. The domain is that of the first. A
 * name that is not the same node in both plans has two nodes.
 */
export function mergePlans(left: RequestPlan, right: RequestPlan): RequestPlan {
  return {
    vpcs: union(left.vpcs, right.vpcs),
    services: union(left.services, right.services),
    endpoints: union(left.endpoints, right.endpoints),
    balancers: union(left.balancers, right.balancers),
    links: union(left.links, right.links),
    namespaces: union(left.namespaces, right.namespaces),
    certificates: union(left.certificates, right.certificates),
    apis: union(left.apis, right.apis),
    usagePlans: unitedUsagePlans(left.usagePlans, right.usagePlans),
    ...(left.domain === undefined ? {} : { domain: left.domain }),
    ...restLogRole(left.restLogRole ?? right.restLogRole),
  };
}
