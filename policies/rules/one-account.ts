import { resourceRule } from "../resource-rule";
import { accountOf, sameAccount } from "../graph/accounts";
import { apiOf, integrationTargetOf, linkOf, reachedBy } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourcesIn } from "../graph/references";
import type { Reference } from "../graph/references";
import { oneRegionFix, refersToOtherRegion } from "../graph/regions";
import type { Resource } from "../graph/resource";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/** Whether two resources are in one account; undefined if the stack does not show it. */
const inOneAccount = (graph: Graph, left: Resource, right: Resource) =>
  left.provider?.urn === right.provider?.urn || sameAccount(accountOf(graph, left), accountOf(graph, right));

const unknownAccounts = (integration: Resource, resource: Resource) =>
  `the AWS accounts of ${labelOf(integration)} and ${labelOf(resource)}; allowedAccountIds in both providers states them`;

/** API, VPC link and load balancers of an integration. */
const chain = (graph: Graph, integration: Resource): readonly Resource[] => [
  ...resourcesIn([apiOf(graph, integration), linkOf(graph, integration)]),
  ...reachedBy(graph, integration),
];

/** What an integration cannot use from another Region; also what the stack knows by its ARN. */
const inRegion = (graph: Graph, integration: Resource): readonly Reference[] => [
  integrationTargetOf(graph, integration),
  ...chain(graph, integration).map((resource): Reference => ({ kind: "resource", resource })),
];

function judgeRegions(graph: Graph, integration: Resource): readonly Finding[] {
  const wrongs = inRegion(graph, integration).flatMap((other) => refersToOtherRegion(graph, integration, other) ?? []);
  return [...new Set(wrongs)].map((wrong) => violation(integration, wrong, oneRegionFix));
}

export const oneAccount = resourceRule({
  id: "one-account",
  displayName: "API, VPC link and load balancer in one account and Region",
  description: "An API, its VPC links and the load balancers behind them are in one AWS account and Region.",
  severity: "critical",
  remediation: "Use one account for API, VPC link and load balancer, or share the service through AWS PrivateLink.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["safety", "account"],
  hop: "link",
  kinds: ["httpIntegration", "restIntegration", "webSocketIntegration"],
  about: (graph, integration) => linkOf(graph, integration).kind !== "absent",
  none: "no integration uses a VPC link",
  judge: (graph, integration) => [
    ...judgeRegions(graph, integration),
    ...chain(graph, integration).flatMap((resource): Finding[] => {
      const same = inOneAccount(graph, integration, resource);
      if (same === undefined) return [undetermined(integration, unknownAccounts(integration, resource))];
      if (same) return [];
      return [
        violation(
          integration,
          `${labelOf(integration)} and ${labelOf(resource)} use providers of different AWS accounts`,
        ),
      ];
    }),
  ],
});
