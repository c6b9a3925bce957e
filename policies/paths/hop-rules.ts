import type { PackConfig } from "../config";
import { covers } from "../evaluate";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { cachedOutcome } from "../rule-cache";
import type { Rule, Undetermined, Violation } from "../rule";
import { albHealthCheckAnswered } from "../rules/alb-health-check-answered";
import { albInTwoZones } from "../rules/alb-in-two-zones";
import { albTargetGroupIsTcp } from "../rules/alb-target-group-is-tcp";
import { balancerAndTargetGroupInOneVpc } from "../rules/balancer-and-target-group-in-one-vpc";
import { balancerAndVpcLinkInOneVpc } from "../rules/balancer-and-vpc-link-in-one-vpc";
import { balancerIsInternal } from "../rules/balancer-is-internal";
import { balancerSubnetsAndGroupsInOneVpc } from "../rules/balancer-subnets-and-groups-in-one-vpc";
import { discoveryServiceRegistersSrv } from "../rules/discovery-service-registers-srv";
import { ecsContainerMatchesTaskDefinition } from "../rules/ecs-container-matches-task-definition";
import { ecsServiceSubnetsAndGroupsInOneVpc } from "../rules/ecs-service-subnets-and-groups-in-one-vpc";
import { ecsTargetGroupIsIp } from "../rules/ecs-target-group-is-ip";
import { httpIntegrationTakesListener } from "../rules/http-integration-takes-listener";
import { httpStageNotInPath } from "../rules/http-stage-not-in-path";
import { namespaceAndVpcLinkInOneVpc } from "../rules/namespace-and-vpc-link-in-one-vpc";
import { nlbAndAlbTargetInOneVpc } from "../rules/nlb-and-alb-target-in-one-vpc";
import { oneAccount } from "../rules/one-account";
import { oneNlbPerVpcLinkV1 } from "../rules/one-nlb-per-vpc-link-v1";
import { privateTasksReachRegistry } from "../rules/private-tasks-reach-registry";
import { privatelinkEnforcementOff } from "../rules/privatelink-enforcement-off";
import { restIntegrationPort } from "../rules/rest-integration-port";
import { restIntegrationTarget } from "../rules/rest-integration-target";
import { restProxyPathOneUnit } from "../rules/rest-proxy-path-one-unit";
import { targetGroupAndEcsServiceInOneVpc } from "../rules/target-group-and-ecs-service-in-one-vpc";
import { targetGroupOnOneBalancer } from "../rules/target-group-on-one-balancer";
import { tasksHaveNoPublicIp } from "../rules/tasks-have-no-public-ip";
import { tlsListenerHasServerName } from "../rules/tls-listener-has-server-name";
import { uniqueListenerPort } from "../rules/unique-listener-port";
import { uniqueListenerRulePriority } from "../rules/unique-listener-rule-priority";
import { unshadowedListenerRule } from "../rules/unshadowed-listener-rule";
import { vpcLinkSubnetsAndGroupsInOneVpc } from "../rules/vpc-link-subnets-and-groups-in-one-vpc";
import { vpcLinkV1TakesNlb } from "../rules/vpc-link-v1-takes-nlb";
import { vpcLinkV2Zones } from "../rules/vpc-link-v2-zones";
import { vpcLinkVersion } from "../rules/vpc-link-version";
import type { Hop } from "./trace";

/**
 * Rules whose violation stops requests at a hop, or lets in others than the API. Rules on the order in which AWS makes
 * things and on what a later update does are not among them: what they refuse may still serve requests.
 */
const rulesOf: Readonly<Partial<Record<Hop, readonly Rule[]>>> = {
  integration: [httpIntegrationTakesListener, restIntegrationTarget],
  path: [httpStageNotInPath, restProxyPathOneUnit],
  link: [
    vpcLinkVersion,
    vpcLinkV2Zones,
    vpcLinkV1TakesNlb,
    oneNlbPerVpcLinkV1,
    vpcLinkSubnetsAndGroupsInOneVpc,
    oneAccount,
  ],
  balancer: [
    balancerSubnetsAndGroupsInOneVpc,
    balancerAndVpcLinkInOneVpc,
    albInTwoZones,
    balancerIsInternal,
    privatelinkEnforcementOff,
  ],
  listener: [restIntegrationPort, uniqueListenerPort, tlsListenerHasServerName],
  rule: [uniqueListenerRulePriority, unshadowedListenerRule],
  "target group": [
    targetGroupOnOneBalancer,
    balancerAndTargetGroupInOneVpc,
    albTargetGroupIsTcp,
    albHealthCheckAnswered,
    nlbAndAlbTargetInOneVpc,
  ],
  "discovery service": [discoveryServiceRegistersSrv, namespaceAndVpcLinkInOneVpc],
  service: [
    ecsTargetGroupIsIp,
    targetGroupAndEcsServiceInOneVpc,
    ecsServiceSubnetsAndGroupsInOneVpc,
    tasksHaveNoPublicIp,
  ],
  container: [ecsContainerMatchesTaskDefinition],
  task: [privateTasksReachRegistry],
};

type Told = Violation | Undetermined;

const indexed = new WeakMap<object, ReadonlyMap<string, readonly Told[]>>();

/** A rule's findings by URN, sorted out once however many requests pass a hop. */
function findingsOf(rule: Rule, graph: Graph, config: PackConfig): ReadonlyMap<string, readonly Told[]> {
  // The same outcome comes back for a graph and settings, and acknowledgements are among the settings.
  const outcome = cachedOutcome(rule, graph, config);
  const known = indexed.get(outcome);
  if (known !== undefined) return known;
  const told = new Map<string, Told[]>();
  for (const finding of "notApplicable" in outcome ? [] : outcome) {
    const accepted = config.acknowledge?.some((entry) => covers(entry, rule.id, finding.urn)) === true;
    if (finding.kind === "headroom" || accepted) continue;
    told.set(finding.urn, [...(told.get(finding.urn) ?? []), finding]);
  }
  indexed.set(outcome, told);
  return told;
}

/** What the rules of a hop say of the resources that a request passes there; what is acknowledged is not held against it. */
export const findingsAt = (
  graph: Graph,
  config: PackConfig,
  hop: Hop,
  subjects: readonly Resource[],
): readonly Told[] =>
  (rulesOf[hop] ?? []).flatMap((rule) => {
    const findings = findingsOf(rule, graph, config);
    return subjects.flatMap(({ urn }) => findings.get(urn) ?? []);
  });
