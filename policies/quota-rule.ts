import type { PackConfig } from "./config";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { quotas } from "./quotas";
import type { Quota, QuotaKey } from "./quotas";
import { notApplicable, undetermined } from "./rule";
import type { Finding, Rule } from "./rule";

/** What one holder (a balancer, an API, the Region) uses of a quota. */
export interface Usage {
  /** Resource that a finding is reported on. */
  readonly at: Resource;
  readonly used: number;
  /** What is used up, in the plural: `V2 links in this stack`. */
  readonly what: string;
  /** What would have to be known to count exactly; `used` is then the least that is certain. */
  readonly uncertain?: string;
}

/** A quota rule: the ledger's key, and how to count. */
export interface QuotaRule extends Pick<Rule, "id" | "displayName" | "remediation"> {
  readonly quota: QuotaKey;
  /** `region`: use by other stacks is added. */
  readonly scope: "region" | "resource";
  readonly enforcement?: Rule["enforcement"];
  readonly severity?: Rule["severity"];
  /** No usage at all: the rule does not apply. */
  readonly count: (graph: Graph, config: PackConfig) => readonly Usage[];
}

/** Key and settings in, the value that counts out; never more than AWS grants. */
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
    return [
      { kind: "violation", urn, wrong: `${count}, but ${quotas[rule.quota].name} is ${limit}`, fix: rule.remediation },
    ];
  }
  const open = usage.uncertain === undefined ? [] : [undetermined(usage.at, usage.uncertain)];
  const near = limit > 1 && used >= limit * (config.headroom ?? 0.8);
  return near ? [...open, { kind: "headroom", urn, used, limit, what: usage.what }] : open;
}

/** Makes a rule of a quota: name, URL and numbers come from the ledger. */
export function quotaRule(rule: QuotaRule): Rule {
  const quota: Quota = quotas[rule.quota];
  return {
    id: rule.id,
    displayName: rule.displayName,
    description: `${quota.name}: at most ${quota.default}${quota.adjustable ? " unless AWS has raised it" : "; AWS does not raise it"}.`,
    severity: rule.severity ?? "high",
    enforcement: rule.enforcement ?? "mandatory",
    remediation: rule.remediation,
    url: quota.source,
    tags: ["quota"],
    reads: ["quotas", "usedElsewhere", "headroom"],
    check: (graph, config) => {
      const usages = rule.count(graph, config);
      if (usages.length === 0) return notApplicable(`the stack uses nothing of ${quota.name}`);
      return usages.flatMap((usage) => judge(rule, usage, config));
    },
  };
}
