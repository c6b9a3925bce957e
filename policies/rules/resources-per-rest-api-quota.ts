import { countEach } from "../quota-counting";
import { membersOf } from "../graph/apis";
import { quotaRule } from "../quota-rule";

/** The root counts too, although no program makes it. */
const root = 1;

export const resourcesPerRestApiQuota = quotaRule({
  id: "resources-per-rest-api-quota",
  displayName: "Resources per REST API",
  quota: "apigateway.resourcesPerRestApi",
  scope: "resource",
  remediation:
    "Use greedy paths, split the services over two APIs, or have AWS raise the quota and give it in the settings.",
  count: countEach(
    "resources of REST API",
    "restApi",
    (graph, api) => membersOf(graph, api, "restResource").length + root,
  ),
});
