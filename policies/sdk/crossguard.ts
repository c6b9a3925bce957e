import type { PolicyConfigSchema, ReportViolation, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";

import { configSchemas, unknownSettings } from "../config";
import type { PackConfig } from "../config";
import { judge } from "../evaluate";
import { graphFor, ownPolicy } from "./request-cache";
import type { Report } from "../reports";
import type { Rule } from "../rule";

/** Schema of the settings that a policy reads. */
const schemaFor = (names: readonly (keyof PackConfig)[]): PolicyConfigSchema => ({
  properties: Object.fromEntries(names.map((name) => [name, configSchemas[name]])),
});

/** The settings of a policy. Reports names that are no settings; before a rule can say that it does not apply. */
function settingsOf(args: StackValidationArgs, reportViolation: ReportViolation): PackConfig {
  const config = args.getConfig<PackConfig>();
  for (const message of unknownSettings(config)) reportViolation(message);
  return config;
}

/** Returns the CrossGuard policy of a rule. */
export const policyOf = (rule: Rule): StackValidationPolicy =>
  ownPolicy({
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
      const { verdict, reason, violations } = judge(rule, graphFor(args.resources), settingsOf(args, reportViolation));
      if (verdict === "not-applicable") args.notApplicable(reason);
      for (const { urn, wrong, fix } of violations) reportViolation(`${wrong}. ${fix}`, urn);
    },
  });

/** Returns the CrossGuard policy of a report on all rules. */
export const reportPolicy = (report: Report, rules: readonly Rule[]): StackValidationPolicy =>
  ownPolicy({
    name: report.id,
    displayName: report.displayName,
    description: report.description,
    severity: "low",
    enforcementLevel: "advisory",
    remediationSteps: report.remediation,
    tags: ["report"],
    configSchema: schemaFor(Object.keys(configSchemas) as (keyof PackConfig)[]),
    validateStack: (args, reportViolation) => {
      const config = settingsOf(args, reportViolation);
      const graph = graphFor(args.resources);
      const results = rules.map((rule) => judge(rule, graph, config));
      for (const { urn, message } of report.notices(results, config)) reportViolation(message, urn);
    },
  });
