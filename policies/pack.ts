import type { StackValidationPolicy } from "@pulumi/policy";

import { policyOf, reportPolicy } from "./sdk/crossguard";
import { noteRequests } from "./sdk/request-cache";
import { reports } from "./reports";
import { rules } from "./rules";

noteRequests();

/** All policies: the rules in their order, then the reports. */
export const policies: readonly StackValidationPolicy[] = [
  ...rules.map(policyOf),
  ...reports.map((report) => reportPolicy(report, rules)),
];
