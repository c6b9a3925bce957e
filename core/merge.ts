import type { RequestPlan } from "./watched";
import type { UsagePlanNode } from "./plan-access";

interface Named {
  readonly name: string;
}

/** V1 and V2 links are different resource types, so they may share a name. */
const identity = (node: Named) => ("version" in node ? `${String(node.version)}:${node.name}` : node.name);

function union<T extends Named>(kind: string, left: readonly T[], right: readonly T[]): T[] {
  const byName = new Map(left.map((node) => [identity(node), node]));
  for (const node of right) {
    const known = byName.get(identity(node));
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(node)) {
      throw new Error(`plans conflict: ${kind} ${node.name} differs between them`);
    }
    byName.set(identity(node), node);
  }
  return [...byName.values()];
}

/** Usage plans of both plans: one of both has the APIs of both. */
function unitedUsagePlans(left: readonly UsagePlanNode[], right: readonly UsagePlanNode[]): UsagePlanNode[] {
  const apisOf = (plans: readonly UsagePlanNode[], name: string) =>
    plans.find((plan) => plan.name === name)?.apis ?? [];
  const withApis = (plans: readonly UsagePlanNode[]) =>
    plans.map((plan) => ({ ...plan, apis: [...new Set([...apisOf(left, plan.name), ...apisOf(right, plan.name)])] }));
  return union("usage plan", withApis(left), withApis(right));
}

const restLogRole = (name: string | undefined): Pick<RequestPlan, "restLogRole"> =>
  name === undefined ? {} : { restLogRole: name };

/**
 * Joins two plans in one stack: the union of their nodes by name. The domain is that of the first.
 *
 * @throws Error if nodes with the same name differ between the plans
 */
export function mergePlans(left: RequestPlan, right: RequestPlan): RequestPlan {
  return {
    vpcs: union("vpc", left.vpcs, right.vpcs),
    services: union("service", left.services, right.services),
    endpoints: union("endpoint", left.endpoints, right.endpoints),
    balancers: union("balancer", left.balancers, right.balancers),
    links: union("link", left.links, right.links),
    namespaces: union("namespace", left.namespaces, right.namespaces),
    certificates: union("certificate", left.certificates, right.certificates),
    apis: union("api", left.apis, right.apis),
    usagePlans: unitedUsagePlans(left.usagePlans, right.usagePlans),
    // The domain is mapped to one API: that of the first plan.
    ...(left.domain === undefined ? {} : { domain: left.domain }),
    ...restLogRole(left.restLogRole ?? right.restLogRole),
  };
}
