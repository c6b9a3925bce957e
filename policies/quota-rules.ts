import { acmCertificatesPerYearQuota } from "./rules/acm-certificates-per-year-quota";
import { acmCertificatesQuota } from "./rules/acm-certificates-quota";
import { alarmsPerRegionQuota } from "./rules/alarms-per-region-quota";
import { albsPerRegionQuota } from "./rules/albs-per-region-quota";
import { apiKeysQuota } from "./rules/api-keys-quota";
import { audiencesPerAuthorizerQuota } from "./rules/audiences-per-authorizer-quota";
import { authorizersPerApiQuota } from "./rules/authorizers-per-api-quota";
import { certificatesPerAlbQuota } from "./rules/certificates-per-alb-quota";
import { certificatesPerNlbQuota } from "./rules/certificates-per-nlb-quota";
import { conditionValuesPerRuleQuota } from "./rules/condition-values-per-rule-quota";
import { conditionWildcardsPerRuleQuota } from "./rules/condition-wildcards-per-rule-quota";
import { containersPerTaskDefinitionQuota } from "./rules/containers-per-task-definition-quota";
import { customDomainsQuota } from "./rules/custom-domains-quota";
import { elasticIpsQuota } from "./rules/elastic-ips-quota";
import { fargateSpotVcpuDefault } from "./rules/fargate-spot-vcpu-default";
import { fargateSpotVcpuQuota } from "./rules/fargate-spot-vcpu-quota";
import { fargateVcpuDefault } from "./rules/fargate-vcpu-default";
import { fargateVcpuQuota } from "./rules/fargate-vcpu-quota";
import { gatewayEndpointsPerRegionQuota } from "./rules/gateway-endpoints-per-region-quota";
import { iamRolesQuota } from "./rules/iam-roles-quota";
import { integrationsPerHttpApiQuota } from "./rules/integrations-per-http-api-quota";
import { interfaceEndpointsPerVpcQuota } from "./rules/interface-endpoints-per-vpc-quota";
import { internetGatewaysPerRegionQuota } from "./rules/internet-gateways-per-region-quota";
import { listenersPerAlbQuota } from "./rules/listeners-per-alb-quota";
import { listenersPerNlbQuota } from "./rules/listeners-per-nlb-quota";
import { mappingsPerDomainQuota } from "./rules/mappings-per-domain-quota";
import { namesPerCertificateQuota } from "./rules/names-per-certificate-quota";
import { natGatewaysPerZoneQuota } from "./rules/nat-gateways-per-zone-quota";
import { networkAddressUsageQuota } from "./rules/network-address-usage-quota";
import { networkInterfacesPerRegionQuota } from "./rules/network-interfaces-per-region-quota";
import { nlbInterfacesPerVpcQuota } from "./rules/nlb-interfaces-per-vpc-quota";
import { nlbsPerAlbTargetQuota } from "./rules/nlbs-per-alb-target-quota";
import { nlbsPerRegionQuota } from "./rules/nlbs-per-region-quota";
import { resourcesPerRestApiQuota } from "./rules/resources-per-rest-api-quota";
import { routesPerHttpApiQuota } from "./rules/routes-per-http-api-quota";
import { rulesPerAlbQuota } from "./rules/rules-per-alb-quota";
import { rulesPerSecurityGroupQuota } from "./rules/rules-per-security-group-quota";
import { scopesPerRouteQuota } from "./rules/scopes-per-route-quota";
import { securityGroupsPerInterfaceQuota } from "./rules/security-groups-per-interface-quota";
import { securityGroupsPerRegionQuota } from "./rules/security-groups-per-region-quota";
import { subnetsPerVpcLinkV2Quota } from "./rules/subnets-per-vpc-link-v2-quota";
import { subnetsPerVpcQuota } from "./rules/subnets-per-vpc-quota";
import { targetGroupsPerActionQuota } from "./rules/target-groups-per-action-quota";
import { targetGroupsPerAlbQuota } from "./rules/target-groups-per-alb-quota";
import { targetGroupsPerEcsServiceQuota } from "./rules/target-groups-per-ecs-service-quota";
import { targetGroupsPerRegionQuota } from "./rules/target-groups-per-region-quota";
import { targetsPerAlbQuota } from "./rules/targets-per-alb-quota";
import { targetsPerNlbQuota } from "./rules/targets-per-nlb-quota";
import { targetsPerTargetGroupQuota } from "./rules/targets-per-target-group-quota";
import { throttlesPerUsagePlanQuota } from "./rules/throttles-per-usage-plan-quota";
import { usagePlansPerKeyQuota } from "./rules/usage-plans-per-key-quota";
import { usagePlansQuota } from "./rules/usage-plans-quota";
import { vpcLinksV1Quota } from "./rules/vpc-links-v1-quota";
import { vpcLinksV2Quota } from "./rules/vpc-links-v2-quota";
import { vpcsPerRegionQuota } from "./rules/vpcs-per-region-quota";
import type { Rule } from "./rule";

/** Rules that count the usage of a quota. */
export const quotaRules: readonly Rule[] = [
  acmCertificatesPerYearQuota,
  acmCertificatesQuota,
  alarmsPerRegionQuota,
  albsPerRegionQuota,
  apiKeysQuota,
  audiencesPerAuthorizerQuota,
  authorizersPerApiQuota,
  certificatesPerAlbQuota,
  certificatesPerNlbQuota,
  conditionValuesPerRuleQuota,
  conditionWildcardsPerRuleQuota,
  containersPerTaskDefinitionQuota,
  customDomainsQuota,
  elasticIpsQuota,
  fargateSpotVcpuDefault,
  fargateSpotVcpuQuota,
  fargateVcpuDefault,
  fargateVcpuQuota,
  gatewayEndpointsPerRegionQuota,
  iamRolesQuota,
  integrationsPerHttpApiQuota,
  interfaceEndpointsPerVpcQuota,
  internetGatewaysPerRegionQuota,
  listenersPerAlbQuota,
  listenersPerNlbQuota,
  mappingsPerDomainQuota,
  namesPerCertificateQuota,
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
  scopesPerRouteQuota,
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
  throttlesPerUsagePlanQuota,
  usagePlansPerKeyQuota,
  usagePlansQuota,
  vpcLinksV1Quota,
  vpcLinksV2Quota,
  vpcsPerRegionQuota,
];
