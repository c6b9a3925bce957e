import type { Rule } from "./rule";
import { albHealthCheckAnswered } from "./rules/alb-health-check-answered";
import { albInTwoZones } from "./rules/alb-in-two-zones";
import { albTargetGroupIsTcp } from "./rules/alb-target-group-is-tcp";
import { albsPerRegionQuota } from "./rules/albs-per-region-quota";
import { attachmentWaitsForAlbListener } from "./rules/attachment-waits-for-alb-listener";
import { balancerAndTargetGroupInOneVpc } from "./rules/balancer-and-target-group-in-one-vpc";
import { balancerAndVpcLinkInOneVpc } from "./rules/balancer-and-vpc-link-in-one-vpc";
import { balancerIsInternal } from "./rules/balancer-is-internal";
import { balancerSubnetsAndGroupsInOneVpc } from "./rules/balancer-subnets-and-groups-in-one-vpc";
import { cloudMapDoesNotDrain } from "./rules/cloud-map-does-not-drain";
import { conditionValuesPerRuleQuota } from "./rules/condition-values-per-rule-quota";
import { conditionWildcardsPerRuleQuota } from "./rules/condition-wildcards-per-rule-quota";
import { discoveryServiceRegistersSrv } from "./rules/discovery-service-registers-srv";
import { ecsContainerMatchesTaskDefinition } from "./rules/ecs-container-matches-task-definition";
import { ecsServiceSubnetsAndGroupsInOneVpc } from "./rules/ecs-service-subnets-and-groups-in-one-vpc";
import { ecsServiceWaitsForListener } from "./rules/ecs-service-waits-for-listener";
import { ecsTargetGroupIsIp } from "./rules/ecs-target-group-is-ip";
import { elasticIpsQuota } from "./rules/elastic-ips-quota";
import { everyRouteReachesItsService } from "./rules/every-route-reaches-its-service";
import { fargateVcpuDefault } from "./rules/fargate-vcpu-default";
import { fargateVcpuQuota } from "./rules/fargate-vcpu-quota";
import { gatewayEndpointsPerRegionQuota } from "./rules/gateway-endpoints-per-region-quota";
import { iamRolesQuota } from "./rules/iam-roles-quota";
import { governedListenerIgnoresWeights } from "./rules/governed-listener-ignores-weights";
import { httpIntegrationTakesListener } from "./rules/http-integration-takes-listener";
import { httpStageNotInPath } from "./rules/http-stage-not-in-path";
import { ingressFromAnywhereElsewhere } from "./rules/ingress-from-anywhere-elsewhere";
import { integrationsPerHttpApiQuota } from "./rules/integrations-per-http-api-quota";
import { interfaceEndpointsPerVpcQuota } from "./rules/interface-endpoints-per-vpc-quota";
import { internetGatewaysPerRegionQuota } from "./rules/internet-gateways-per-region-quota";
import { listenerInRegionOfBalancer } from "./rules/listener-in-region-of-balancer";
import { listenersPerAlbQuota } from "./rules/listeners-per-alb-quota";
import { listenersPerNlbQuota } from "./rules/listeners-per-nlb-quota";
import { namespaceAndVpcLinkInOneVpc } from "./rules/namespace-and-vpc-link-in-one-vpc";
import { natGatewaysPerZoneQuota } from "./rules/nat-gateways-per-zone-quota";
import { networkAddressUsageQuota } from "./rules/network-address-usage-quota";
import { networkInterfacesPerRegionQuota } from "./rules/network-interfaces-per-region-quota";
import { nlbInterfacesPerVpcQuota } from "./rules/nlb-interfaces-per-vpc-quota";
import { nlbAndAlbTargetInOneVpc } from "./rules/nlb-and-alb-target-in-one-vpc";
import { nlbsPerAlbTargetQuota } from "./rules/nlbs-per-alb-target-quota";
import { nlbsPerRegionQuota } from "./rules/nlbs-per-region-quota";
import { noFixedNames } from "./rules/no-fixed-names";
import { noIngressFromAnywhere } from "./rules/no-ingress-from-anywhere";
import { noInlineSecurityGroupRules } from "./rules/no-inline-security-group-rules";
import { oneAccount } from "./rules/one-account";
import { oneNlbPerVpcLinkV1 } from "./rules/one-nlb-per-vpc-link-v1";
import { preflightNeedsNoAuthorization } from "./rules/preflight-needs-no-authorization";
import { privateTasksReachRegistry } from "./rules/private-tasks-reach-registry";
import { privatelinkEnforcementOff } from "./rules/privatelink-enforcement-off";
import { resourcesPerRestApiQuota } from "./rules/resources-per-rest-api-quota";
import { restDeploymentCoversApi } from "./rules/rest-deployment-covers-api";
import { restDeploymentHasTrigger } from "./rules/rest-deployment-has-trigger";
import { restIntegrationPort } from "./rules/rest-integration-port";
import { restIntegrationTarget } from "./rules/rest-integration-target";
import { restProxyPathOneUnit } from "./rules/rest-proxy-path-one-unit";
import { routesPerHttpApiQuota } from "./rules/routes-per-http-api-quota";
import { rulesPerAlbQuota } from "./rules/rules-per-alb-quota";
import { rulesPerSecurityGroupQuota } from "./rules/rules-per-security-group-quota";
import { securityGroupRuleOnce } from "./rules/security-group-rule-once";
import { securityGroupsPerInterfaceQuota } from "./rules/security-groups-per-interface-quota";
import { securityGroupsPerRegionQuota } from "./rules/security-groups-per-region-quota";
import { separateSecurityGroupRules } from "./rules/separate-security-group-rules";
import { subnetsPerVpcLinkV2Quota } from "./rules/subnets-per-vpc-link-v2-quota";
import { subnetsPerVpcQuota } from "./rules/subnets-per-vpc-quota";
import { targetGroupAndEcsServiceInOneVpc } from "./rules/target-group-and-ecs-service-in-one-vpc";
import { targetGroupOnOneBalancer } from "./rules/target-group-on-one-balancer";
import { targetGroupsPerActionQuota } from "./rules/target-groups-per-action-quota";
import { targetGroupsPerAlbQuota } from "./rules/target-groups-per-alb-quota";
import { targetGroupsPerEcsServiceQuota } from "./rules/target-groups-per-ecs-service-quota";
import { targetGroupsPerRegionQuota } from "./rules/target-groups-per-region-quota";
import { targetsPerAlbQuota } from "./rules/targets-per-alb-quota";
import { targetsPerNlbQuota } from "./rules/targets-per-nlb-quota";
import { targetsPerTargetGroupQuota } from "./rules/targets-per-target-group-quota";
import { tasksHaveNoPublicIp } from "./rules/tasks-have-no-public-ip";
import { tlsListenerHasServerName } from "./rules/tls-listener-has-server-name";
import { uniqueListenerPort } from "./rules/unique-listener-port";
import { uniqueListenerRulePriority } from "./rules/unique-listener-rule-priority";
import { unshadowedListenerRule } from "./rules/unshadowed-listener-rule";
import { unreadResources } from "./rules/unread-resources";
import { vpcLinkSubnetsAndGroupsInOneVpc } from "./rules/vpc-link-subnets-and-groups-in-one-vpc";
import { vpcLinkV1TakesNlb } from "./rules/vpc-link-v1-takes-nlb";
import { vpcLinkV2HasSecurityGroup } from "./rules/vpc-link-v2-has-security-group";
import { vpcLinkV2Zones } from "./rules/vpc-link-v2-zones";
import { vpcLinkVersion } from "./rules/vpc-link-version";
import { vpcLinksV1Quota } from "./rules/vpc-links-v1-quota";
import { vpcLinksV2Quota } from "./rules/vpc-links-v2-quota";
import { vpcsPerRegionQuota } from "./rules/vpcs-per-region-quota";

/** Rules that check one resource, quota or hop. */
export const singleRules: readonly Rule[] = [
  albsPerRegionQuota,
  conditionValuesPerRuleQuota,
  conditionWildcardsPerRuleQuota,
  elasticIpsQuota,
  fargateVcpuDefault,
  fargateVcpuQuota,
  gatewayEndpointsPerRegionQuota,
  iamRolesQuota,
  integrationsPerHttpApiQuota,
  interfaceEndpointsPerVpcQuota,
  internetGatewaysPerRegionQuota,
  listenersPerAlbQuota,
  listenersPerNlbQuota,
  natGatewaysPerZoneQuota,
  networkAddressUsageQuota,
  networkInterfacesPerRegionQuota,
  nlbInterfacesPerVpcQuota,
  nlbsPerAlbTargetQuota,
  nlbsPerRegionQuota,
  resourcesPerRestApiQuota,
  routesPerHttpApiQuota,
  rulesPerAlbQuota,
  rulesPerSecurityGroupQuota,
  securityGroupsPerInterfaceQuota,
  securityGroupsPerRegionQuota,
  subnetsPerVpcLinkV2Quota,
  subnetsPerVpcQuota,
  targetGroupsPerActionQuota,
  targetGroupsPerAlbQuota,
  targetGroupsPerEcsServiceQuota,
  targetGroupsPerRegionQuota,
  targetsPerAlbQuota,
  targetsPerNlbQuota,
  targetsPerTargetGroupQuota,
  vpcLinksV1Quota,
  vpcLinksV2Quota,
  vpcsPerRegionQuota,
  balancerAndTargetGroupInOneVpc,
  balancerAndVpcLinkInOneVpc,
  balancerSubnetsAndGroupsInOneVpc,
  ecsServiceSubnetsAndGroupsInOneVpc,
  namespaceAndVpcLinkInOneVpc,
  nlbAndAlbTargetInOneVpc,
  targetGroupAndEcsServiceInOneVpc,
  vpcLinkSubnetsAndGroupsInOneVpc,
  albHealthCheckAnswered,
  albInTwoZones,
  albTargetGroupIsTcp,
  attachmentWaitsForAlbListener,
  balancerIsInternal,
  cloudMapDoesNotDrain,
  discoveryServiceRegistersSrv,
  ecsContainerMatchesTaskDefinition,
  ecsServiceWaitsForListener,
  ecsTargetGroupIsIp,
  governedListenerIgnoresWeights,
  httpIntegrationTakesListener,
  httpStageNotInPath,
  ingressFromAnywhereElsewhere,
  listenerInRegionOfBalancer,
  noFixedNames,
  noIngressFromAnywhere,
  noInlineSecurityGroupRules,
  oneAccount,
  oneNlbPerVpcLinkV1,
  preflightNeedsNoAuthorization,
  privateTasksReachRegistry,
  privatelinkEnforcementOff,
  restDeploymentCoversApi,
  restDeploymentHasTrigger,
  restIntegrationPort,
  restIntegrationTarget,
  restProxyPathOneUnit,
  securityGroupRuleOnce,
  separateSecurityGroupRules,
  targetGroupOnOneBalancer,
  tasksHaveNoPublicIp,
  tlsListenerHasServerName,
  uniqueListenerPort,
  uniqueListenerRulePriority,
  unreadResources,
  unshadowedListenerRule,
  vpcLinkV1TakesNlb,
  vpcLinkV2HasSecurityGroup,
  vpcLinkV2Zones,
  vpcLinkVersion,
];

/** All rules in the order of reports: quotas, same VPC, wiring and safety, request paths. */
export const rules: readonly Rule[] = [...singleRules, everyRouteReachesItsService(singleRules)];
