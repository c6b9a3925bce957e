import { countMembers } from "../api-counting";
import { quotaRule } from "../quota-rule";

/** The root resource counts too, although no program declares it. */
const root = 1;

export const resourcesPerRestApiQuota = quotaRule({
  id: "resources-per-rest-api-quota",
  displayName: "Resources per REST API",
  quota: "apigateway.resourcesPerRestApi",
  remediation:
    "Use greedy paths, split the services between two APIs, or request a quota increase and add the new value to the quotas setting.",
  count: countMembers("resources of REST API", "restApi", "restResource", root),
});
