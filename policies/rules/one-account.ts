import { resourceRule } from "../resource-rule";
import { accountOf } from "../graph/accounts";
import { apiOf, linkOf, reachedBy } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/** Whether two providers work in one account; undefined where that is not to be seen. */
function sameAccount(left: Resource, right: Resource): boolean | undefined {
  if (left.provider?.urn === right.provider?.urn) return true;
  const [one, other] = [accountOf(left), accountOf(right)];
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.by === undefined || other.by === undefined ? undefined : one.by === other.by;
}

/** What an integration goes through: API, VPC link, load balancer. */
const chain = (graph: Graph, integration: Resource): readonly Resource[] => [
  ...resourcesIn([apiOf(graph, integration), linkOf(graph, integration)]),
  ...reachedBy(graph, integration),
];

export const oneAccount = resourceRule({
  id: "one-account",
  displayName: "API, link and balancer in one account",
  description: "An API, its VPC links and the load balancers behind them are made in one AWS account.",
  severity: "critical",
  remediation:
    "Make all three with one provider, or share the service by AWS PrivateLink. Two profiles of one account: say allowedAccountIds in both providers.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html",
  tags: ["safety", "account"],
  hop: "link",
  kinds: ["httpIntegration", "restIntegration"],
  about: (graph, integration) => linkOf(graph, integration).kind !== "absent",
  none: "no integration uses a VPC link",
  judge: (graph, integration) =>
    chain(graph, integration).flatMap((one): Finding[] => {
      const same = sameAccount(integration, one);
      if (same === undefined) return [undetermined(integration, `the accounts of ${integration.name} and ${one.name}`)];
      if (same) return [];
      return [
        violation(
          integration,
          `${integration.name} and ${one.name} are made by providers of two accounts`,
          "Make both with one provider.",
        ),
      ];
    }),
});
