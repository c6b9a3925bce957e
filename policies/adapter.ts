import type { PolicyConfigSchema, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";

import { configSchemas } from "./config";
import type { PackConfig } from "./config";
import { judge } from "./evaluate";
import { fromEngine } from "./graph/engine";
import { graphOf } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { resultsOf } from "./reports";
import type { Report } from "./reports";
import type { Rule } from "./rule";

interface Run {
  readonly graph: Graph;
  readonly messages: readonly unknown[];
  readonly served: Set<string>;
}
let last: Run | undefined;

/**
 * The graph of a validation run, built once for all policies. The SDK makes every resource anew for each policy, but
 * hands on the alias list that lies in the run's one message, so equal lists mean the same run; a policy that asks
 * twice means another run in any case. If a later SDK copies the lists, each policy gets a graph of its own: slower,
 * never stale.
 */
function graphFor(policy: string, resources: StackValidationArgs["resources"]): Graph {
  const messages = resources.map(({ opts }) => opts.aliases);
  const current = last;
  const same =
    current?.messages.length === messages.length &&
    !current.served.has(policy) &&
    messages.every((message, index) => message === current.messages[index]);
  const run = same ? current : { graph: graphOf(fromEngine(resources)), messages, served: new Set<string>() };
  run.served.add(policy);
  last = run;
  return run.graph;
}

/** Settings that a policy reads, as the SDK wants them described. */
const schemaFor = (names: readonly (keyof PackConfig)[]): PolicyConfigSchema => ({
  properties: Object.fromEntries(names.map((name) => [name, configSchemas[name]])),
});

/** A rule as a policy of CrossGuard. */
export const policyOf = (rule: Rule): StackValidationPolicy => ({
  name: rule.id,
  displayName: rule.displayName,
  description: rule.description,
  severity: rule.severity,
  enforcementLevel: rule.enforcement,
  remediationSteps: rule.remediation,
  url: rule.url,
  tags: [...rule.tags],
  configSchema: schemaFor(["acknowledge", ...(rule.reads ?? [])]),
  validateStack: (args, reportViolation) => {
    const { verdict, reason, violations } = judge(
      rule,
      graphFor(rule.id, args.resources),
      args.getConfig<PackConfig>(),
    );
    if (verdict === "not-applicable") args.notApplicable(reason);
    for (const { urn, wrong, fix } of violations) reportViolation(`${wrong}. ${fix}`, urn);
  },
});

/** A report over all rules as a policy of CrossGuard. */
export const reportPolicy = (report: Report, rules: readonly Rule[]): StackValidationPolicy => ({
  name: report.id,
  displayName: report.displayName,
  description: report.description,
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps: report.remediation,
  tags: ["report"],
  configSchema: schemaFor(Object.keys(configSchemas) as (keyof PackConfig)[]),
  validateStack: (args, reportViolation) => {
    const config = args.getConfig<PackConfig>();
    const results = resultsOf(rules, graphFor(report.id, args.resources), config);
    for (const { urn, message } of report.notices(results, config)) reportViolation(message, urn);
  },
});
