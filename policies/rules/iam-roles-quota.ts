import { countPerAccount } from "../account-counting";
import { ofKind } from "../graph/graph";
import { quotaRule } from "../quota-rule";

/** IAM has no Regions: the roles of all Regions count together. */
export const iamRolesQuota = quotaRule({
  id: "iam-roles-quota",
  displayName: "IAM roles per account",
  quota: "iam.rolesPerAccount",
  remediation:
    "Let services share execution roles, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    countPerAccount(
      graph,
      "IAM roles",
      ofKind(graph, "iamRole").map((resource) => ({ resource, amount: 1 })),
    ),
});
