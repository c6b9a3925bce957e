import { sharesOf, targetGroupsOf } from "../graph/forwarding";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { candidates, referenceKey, resourceOf, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsOfService } from "../graph/strategies";
import type { Pair } from "../graph/strategies";
import { holdsUnknown, known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

const propertyOf = (forwarder: Resource) => (isKind(forwarder, "listener") ? "defaultActions" : "actions");

/** Whether the value of the actions may be older than the program: the engine passes on what `ignoreChanges` keeps. */
const mayBeOld = (forwarder: Resource) =>
  forwarder.ignoreChanges.some((path) => path === "*" || path.startsWith(propertyOf(forwarder)));

/** Target groups that the actions name in the value that the engine passes on. */
const namedAt = (graph: Graph, forwarder: Resource) => targetGroupsOf(graph, forwarder).references.map(referenceKey);

/** Target groups on which the actions of the program depend. */
const wiredAt = (graph: Graph, forwarder: Resource) =>
  candidates(graph, forwarder, propertyOf(forwarder), "targetGroup").map(({ urn }) => urn);

const namesOf = (groups: readonly Resource[]) => groups.map(({ name }) => name).join(" or ");

/** ECS wants each of the two target groups in the production or the test rule; without a test rule, in the production rule. */
function judgeNames(graph: Graph, pair: Pair): readonly Finding[] {
  const { service, groups, forwarders } = pair;
  const owners = resourcesIn(forwarders.references);
  const named = new Set(owners.flatMap((owner) => namedAt(graph, owner)));
  const own = resourcesIn(groups.references);
  const lacking = own.filter(({ urn }) => !named.has(urn));
  // Rules outside the stack are not read; `production-rule-fits-service` reports rules with other target groups only.
  const isRead = forwarders.exact && groups.exact && owners.length === forwarders.references.length;
  if (!isRead || owners.length === 0 || lacking.length === 0 || lacking.length === own.length) return [];
  const labels = owners.map(labelOf).join(" and ");
  const wired = new Set(owners.filter(mayBeOld).flatMap((owner) => wiredAt(graph, owner)));
  const needs = `whether ${labels} in the account forwards to target group ${namesOf(lacking)} of ECS service ${service.name}: ignoreChanges keeps actions that are older than the program`;
  if (named.has(undefined) || lacking.every(({ urn }) => wired.has(urn))) return [undetermined(service, needs)];
  const wrong = `ECS refuses service ${service.name} or rolls its deployments back: ${labels} does not forward to target group ${namesOf(lacking)}`;
  return [violation(service, wrong)];
}

const isShared = (graph: Graph, forwarder: Resource) => {
  const { serving } = sharesOf(graph, forwarder, propertyOf(forwarder));
  return serving.exact && serving.references.length > 1;
};

/**
 * ECS begins a deployment only if one target group of the production rule serves. After a refresh in the middle of a
 * linear or canary deployment, the value is not the program's, and both serve rightly.
 */
function judgeWeights(graph: Graph, { service, production, test }: Pair): readonly Finding[] {
  const rule = resourceOf(production);
  // Which of two rules is the production rule, a first preview does not show.
  if (rule === undefined || referenceKey(test) === rule.urn || !isShared(graph, rule)) return [];
  const isAllAtOnce = known(readString(service, "deploymentConfiguration.strategy")) === "BLUE_GREEN";
  const isOfProgram = !mayBeOld(rule) || holdsUnknown(rule, propertyOf(rule));
  if (!isAllAtOnce && !isOfProgram)
    return [undetermined(service, `whether a deployment of ECS service ${service.name} runs: ${labelOf(rule)} shares`)];
  const wrong = `ECS rolls the deployments of service ${service.name} back: ${labelOf(rule)} gives both of its target groups a weight above 0`;
  return [violation(service, wrong, "Give the alternate target group weight 0.")];
}

/**
 * ECS refuses the service behind an ALB at once, and rolls the deployment back behind an NLB. One report says that ECS
 * added the second target group by itself (https://github.com/go-to-k/cdk-real-drift/issues/1730). The fix is safe for
 * such a service too: `ignoreChanges` keeps the live actions.
 */
export const governedActionNamesBothGroups = resourceRule({
  id: "governed-action-names-both-groups",
  displayName: "Governed actions name both target groups",
  description:
    "The production rule of an ECS service, or its production and test rules together, forward to both of its target groups, and one target group of the production rule has weight 0; ECS refuses the service or rolls its deployments back otherwise.",
  severity: "high",
  remediation: "Forward to both target groups: weight 100 for the first, 0 for the alternate.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html",
  tags: ["wiring", "balancer"],
  kinds: ["ecsService"],
  about: (graph, service) => pairsOfService(graph, service).length > 0,
  none: "no ECS service names a listener or listener rule for its deployments",
  judge: (graph, service) =>
    pairsOfService(graph, service).flatMap((pair) => [...judgeNames(graph, pair), ...judgeWeights(graph, pair)]),
});
