import type { PackConfig } from "./config";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { quotas } from "./quotas";
import type { Quota, QuotaKey } from "./quotas";
import { notApplicable, undetermined, violation } from "./rule";
import type { Finding, Rule } from "./rule";

/** The usage of a quota by one load balancer, API, VPC, or by the Region. */
export interface Usage {
  /** The resource that findings are reported on. */
  readonly at: Resource;
  readonly used: number;
  /** What is counted, in the plural: `V2 VPC links`. */
  readonly what: string;
  /** The value needed for an exact count; `used` is then a lower bound. */
  readonly uncertain?: string;
}

/** A quota rule: the key of the quota, and how to count its usage. */
export interface QuotaRule extends Pick<Rule, "id" | "displayName" | "remediation"> {
  readonly quota: QuotaKey;
  /** `region`: the usage by other stacks is added. */
  readonly scope: "region" | "resource";
  readonly enforcement?: Rule["enforcement"];
  readonly severity?: Rule["severity"];
  /** Returns no usage if the rule does not apply. */
  readonly count: (graph: Graph, config: PackConfig) => readonly Usage[];
}

/** The value of a quota under the settings; never more than AWS grants. */
function limitOf(key: QuotaKey, config: PackConfig): number {
  const { default: value, adjustable }: Quota = quotas[key];
  const override = config.quotas?.[key]?.value ?? value;
  return adjustable ? override : Math.min(override, value);
}

function judge(rule: QuotaRule, usage: Usage, config: PackConfig): readonly Finding[] {
  const limit = limitOf(rule.quota, config);
  const elsewhere = rule.scope === "region" ? (config.usedElsewhere?.[rule.quota] ?? 0) : 0;
  const used = usage.used + elsewhere;
  const { urn } = usage.at;
  const source = elsewhere === 0 ? "" : ` (${elsewhere} of them in other stacks)`;
  const count = `${used} ${usage.what}${source}`;
  if (used > limit) {
    return [violation(usage.at, `${count} exceed the quota "${quotas[rule.quota].name}" of ${limit}`)];
  }
  const open = usage.uncertain === undefined ? [] : [undetermined(usage.at, usage.uncertain)];
  const near = limit > 1 && used >= limit * (config.headroom ?? 0.8);
  return near ? [...open, { kind: "headroom", urn, used, limit, what: usage.what }] : open;
}

/** Returns the rule of a quota; name, URL and value come from `quotas`. */
export function quotaRule(rule: QuotaRule): Rule {
  const quota: Quota = quotas[rule.quota];
  return {
    id: rule.id,
    displayName: rule.displayName,
    description: `${quota.name}: at most ${quota.default}${quota.adjustable ? " (adjustable)" : " (not adjustable)"}.`,
    severity: rule.severity ?? "high",
    enforcement: rule.enforcement ?? "mandatory",
    remediation: rule.remediation,
    url: quota.source,
    tags: ["quota"],
    reads: ["quotas", "usedElsewhere", "headroom"],
    check: (graph, config) => {
      const usages = rule.count(graph, config);
      if (usages.length === 0)
        return notApplicable(`the stack has nothing that counts toward the quota "${quota.name}"`);
      return usages.flatMap((usage) => judge(rule, usage, config));
    },
  };
}
