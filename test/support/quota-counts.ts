import type { Plan } from "../../core/plan";
import { quotasOfValues } from "../../core/quotas/counted";
import { usageOf } from "../../core/quotas/usage";
import type { PackConfig } from "../../policies/config";
import type { Graph } from "../../policies/graph/graph";
import { isCountingRule } from "../../policies/quota-rule";
import type { Usage } from "../../policies/quota-rule";
import { rules } from "../../policies/rules";

/** Least and largest usage of a quota in one scope; the same if all values are known. */
interface Count {
  readonly least: number;
  readonly most: number;
}

/** Counts by quota and scope: `elb.listenersPerNlb of sales-nlb-1`. */
export type Counts = ReadonlyMap<string, Count>;

const raised = { value: 10_000, reason: "test" };
/** The rules on vCPU count only with a value for the account. */
const config: PackConfig = { quotas: { "fargate.onDemandVcpu": raised, "fargate.spotVcpu": raised } };

/** The scope of a usage, in words that both models can form: the name, and the direction of rules. */
function scopeOf({ at, what, account }: Usage): string {
  if (account !== undefined) return / in zone (\S+)$/.exec(what)?.[1] ?? "account";
  const [, direction, group] = /^(ingress|egress) rules of (.+)$/.exec(what) ?? [];
  return direction === undefined || group === undefined ? scopeName(at, what) : `${group}, ${direction}`;
}

/** A load balancer, VPC or group outside the stack is reported on a user; the text has its name. */
function scopeName(at: Usage["at"], what: string): string {
  const named = /(?:ALB|NLB|VPC|domain name) (\S+)$/.exec(what)?.[1];
  return named ?? at.name;
}

/**
 * Counts of the pack.
 *
 * @param known - names of zones and VPCs in the plan, by the names and ids that the graph has
 */
export function countsOfGraph(graph: Graph, known: Readonly<Record<string, string>>): Counts {
  const counts = new Map<string, Count>();
  for (const rule of rules.filter(isCountingRule)) {
    for (const usage of rule.count(graph, config)) {
      const scope = scopeOf(usage);
      const key = `${rule.quota} of ${known[scope] ?? scope}`;
      if (counts.has(key)) throw new Error(`two counts of ${key}`);
      counts.set(key, { least: usage.used, most: Math.max(usage.used, usage.open?.most ?? 0) });
    }
  }
  return counts;
}

const scopeWords =
  /^(?:API key|API|VPC link|VPC|ALB|NLB|target group|service|security group|listener rule|zone|certificate|domain name|authorizer|route) /;

/** Counts of the plan. */
export function countsOfPlan(plan: Plan): Counts {
  const counts = new Map<string, Count>();
  // The pack judges values of integrations without counting them.
  for (const { quota, scope, used } of usageOf(plan).filter((usage) => !quotasOfValues.includes(usage.quota))) {
    const key = `${quota} of ${scope.replace(scopeWords, "")}`;
    if (counts.has(key)) throw new Error(`two counts of ${key}`);
    counts.set(key, { least: used, most: used });
  }
  return counts;
}

/** Counts that differ, as `key: plan, pack`. A count of the pack with unknown values has to include that of the plan. */
export function differences(plan: Counts, pack: Counts): string[] {
  const none: Count = { least: 0, most: 0 };
  return [...new Set([...plan.keys(), ...pack.keys()])].sort().flatMap((key) => {
    const [planned, counted] = [plan.get(key) ?? none, pack.get(key) ?? none];
    if (counted.least <= planned.least && planned.most <= counted.most) return [];
    const range = counted.least === counted.most ? counted.least : `${counted.least} to ${counted.most}`;
    return [`${key}: ${planned.least} in the plan, ${range} in the pack`];
  });
}
