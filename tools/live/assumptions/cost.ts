import type { Assumption } from "../assumption";

/** Costs, quotas and permissions. */
export const cost: readonly Assumption[] = [
  {
    id: "deploying-permissions",
    says: "The actions that `docs/operating.md` lists are all that the deploying role needs.",
    ifWrong: "An update fails with `AccessDenied`.",
    file: "report/permissions.ts",
    source:
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    unsettled: "needs a role with exactly these actions; run the whole live script under it",
    result: "yes or no",
  },
  {
    id: "links-are-free",
    says: "VPC links cost nothing of their own.",
    ifWrong: "The fixed cost is too low.",
    file: "core/cost.ts",
    source: "https://aws.amazon.com/api-gateway/pricing/",
    unsettled: "the bill shows it after a day",
    result: "yes or no",
  },
  {
    id: "insights-counts",
    says: "Container Insights makes as many metrics as the estimate says.",
    ifWrong: "The fixed cost with `containerInsights` is wrong.",
    file: "core/observability-cost.ts",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html",
    unsettled: "the metrics of a service appear within an hour; the bill counts them after a month",
    result: "count",
  },
  {
    id: "default-tags-reach-all",
    says: "Tags of the stack are on everything that the stack creates, apart from parts that AWS makes itself.",
    ifWrong: "The clean-up of this script cannot show that nothing is left.",
    file: "components/provider.ts",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html",
    unsettled: "AWS does not list everything that it has by tag; what it lists after the destruction is in the report",
    result: "yes or no",
  },
];
