import type { PackConfig } from "./config";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { quotas } from "./quotas";
import type { Quota } from "./quota";
import type { QuotaKey } from "./quotas";
import { notApplicable, undetermined, violation } from "./rule";
import type { Finding, Rule } from "./rule";

/** How a quota of the account is used: in one account and Region, or in one zone of it. */
interface AccountUsage {
  /** The resources that count. */
  readonly counted: readonly Resource[];
  /** Account and Region for messages (` in us-west-2`); empty if the stack has only one. */
  readonly where: string;
  /** Whether `usedElsewhere` is about this account and Region; undefined if the stack does not show it. */
  readonly elsewhere: boolean | undefined;
}

/** The usage of a quota by one load balancer, API or VPC, or in one account and Region. */
export interface Usage {
  /** The resource that findings are reported on; the stack for a quota of the account. */
  readonly at: Resource;
  readonly used: number;
  /** What is counted, in the plural: `V2 VPC links`. */
  readonly what: string;
  /** If values are unknown: the largest possible usage, and the value that decides. */
  readonly open?: { readonly most: number; readonly needs: string };
  /** Only for a quota of the account. */
  readonly account?: AccountUsage;
}

/** A quota rule: the key of the quota, and how to count its usage. */
export interface QuotaRule extends Pick<Rule, "id" | "displayName" | "remediation"> {
  readonly quota: QuotaKey;
  readonly enforcement?: Rule["enforcement"];
  readonly severity?: Rule["severity"];
  /** Returns no usage if the rule does not apply. */
  readonly count: (graph: Graph, config: PackConfig) => readonly Usage[];
}

/** A rule with the count that it judges. */
export interface CountingRule extends Rule, Pick<QuotaRule, "quota" | "count"> {}

/** Whether a rule is about a quota. */
export const isCountingRule = (rule: Rule): rule is CountingRule => "count" in rule;

/** The value of a quota under the settings; never more than AWS grants. */
export function limitOf(key: QuotaKey, config: PackConfig): number {
  const { default: value, adjustable }: Quota = quotas[key];
  const override = config.quotas?.[key]?.value ?? value;
  return adjustable ? override : Math.min(override, value);
}

const maxListed = 6;

/** The first names, and the number of the others. */
function listOf(resources: readonly Resource[]): string {
  const rest = resources.length - maxListed;
  const names = resources.slice(0, maxListed).map(({ name }) => name);
  return names.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

interface Amounts {
  readonly used: number;
  readonly most: number;
  /** Part of `used` in other stacks. */
  readonly elsewhere: number;
}

/** Usage with what other stacks use of the quota. */
function amountsOf({ quota }: QuotaRule, { used, open, account }: Usage, config: PackConfig): Amounts {
  const elsewhere = account === undefined ? 0 : (config.usedElsewhere?.[quota] ?? 0);
  const counts = account?.elsewhere === true ? elsewhere : 0;
  const mayCount = account?.elsewhere === false ? 0 : elsewhere;
  return { used: used + counts, most: Math.max(used, open?.most ?? 0) + mayCount, elsewhere: counts };
}

function exceeded({ quota }: QuotaRule, usage: Usage, { used, elsewhere }: Amounts, limit: number): Finding {
  const { at, what, account } = usage;
  const others = elsewhere === 0 ? "" : ` (${elsewhere} of them in other stacks)`;
  const users = account === undefined ? "" : `: ${listOf(account.counted)}`;
  const wrong = `${used} ${what}${account?.where ?? ""}${others} exceed the quota "${quotas[quota].name}" of ${limit}${users}`;
  const counted = account === undefined ? {} : { counted: account.counted.map(({ urn }) => urn) };
  return { ...violation(at, wrong), ...counted };
}

const whereElsewhere = "the account and Region that usedElsewhere is about";

function judge(rule: QuotaRule, usage: Usage, config: PackConfig): readonly Finding[] {
  const limit = limitOf(rule.quota, config);
  const amounts = amountsOf(rule, usage, config);
  const { used, most } = amounts;
  if (used > limit) return [exceeded(rule, usage, amounts, limit)];
  const { at, what, open, account } = usage;
  const undecided = most > limit ? [undetermined(at, open?.needs ?? whereElsewhere)] : [];
  const near = limit > 1 && used >= limit * (config.headroom ?? 0.8);
  const text = `${what}${account?.where ?? ""}`;
  return near ? [...undecided, { kind: "headroom", urn: at.urn, used, limit, what: text }] : undecided;
}

/** One unknown value may decide in several Regions. */
const withoutRepetitions = (findings: readonly Finding[]) => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

/** Returns the rule of a quota; name, URL and value come from `quotas`. */
export function quotaRule(rule: QuotaRule): CountingRule {
  const quota: Quota = quotas[rule.quota];
  return {
    id: rule.id,
    displayName: rule.displayName,
    description: `${quota.name}: at most ${quota.default}${quota.adjustable ? " (adjustable)" : " (not adjustable)"}.`,
    severity: rule.severity ?? "high",
    enforcement: rule.enforcement ?? "mandatory",
    // Only an adjustable quota can have another value, which the remediation then tells to add to the quotas setting.
    remediation: quota.adjustable ? `${rule.remediation} Its key is "${rule.quota}".` : rule.remediation,
    url: quota.source,
    tags: ["quota"],
    reads: ["quotas", "usedElsewhere", "headroom"],
    quota: rule.quota,
    count: rule.count,
    check: (graph, config) => {
      const usages = rule.count(graph, config);
      if (usages.length === 0)
        return notApplicable(`the stack has nothing that counts toward the quota "${quota.name}"`);
      return withoutRepetitions(usages.flatMap((usage) => judge(rule, usage, config)));
    },
  };
}
