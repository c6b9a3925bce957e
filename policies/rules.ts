import { quotaRules } from "./quota-rules";
import { sameVpcRules } from "./same-vpc-rules";
import { strategyRules } from "./strategy-rules";
import type { Rule } from "./rule";
import { accessLogAccepted } from "./rules/access-log-accepted";
import { alarmNamesAMetric } from "./rules/alarm-names-a-metric";
import { albHealthCheckAnswered } from "./rules/alb-health-check-answered";
import { albInTwoZones } from "./rules/alb-in-two-zones";
import { albTargetGroupIsTcp } from "./rules/alb-target-group-is-tcp";
import { aliasRecordNamesItsDomain } from "./rules/alias-record-names-its-domain";
import { apiHasAuthorization } from "./rules/api-has-authorization";
import { apiKeyHasUsagePlan } from "./rules/api-key-has-usage-plan";
import { apiKeyInUsagePlan } from "./rules/api-key-in-usage-plan";
import { apiSettingsAccepted } from "./rules/api-settings-accepted";
import { attachmentWaitsForAlbListener } from "./rules/attachment-waits-for-alb-listener";
import { authorizerIsComplete } from "./rules/authorizer-is-complete";
import { balancerIsInternal } from "./rules/balancer-is-internal";
import { balancerTypeHasVpcLinks } from "./rules/balancer-type-has-vpc-links";
import { certificateValidatedBeforeUse } from "./rules/certificate-validated-before-use";
import { clientsUseTls12 } from "./rules/clients-use-tls-1-2";
import { cloudMapDoesNotDrain } from "./rules/cloud-map-does-not-drain";
import { cloudMapHealthCheckAccepted } from "./rules/cloud-map-health-check-accepted";
import { credentialsNameOrigins } from "./rules/credentials-name-origins";
import { disabledEndpointHasDomain } from "./rules/disabled-endpoint-has-domain";
import { discoveryServiceRegistersSrv } from "./rules/discovery-service-registers-srv";
import { domainCertificateInRegion } from "./rules/domain-certificate-in-region";
import { ecsContainerMatchesTaskDefinition } from "./rules/ecs-container-matches-task-definition";
import { ecsServiceSettings } from "./rules/ecs-service-settings";
import { ecsServiceWaitsForListener } from "./rules/ecs-service-waits-for-listener";
import { ecsServiceWaitsForSteadyState } from "./rules/ecs-service-waits-for-steady-state";
import { ecsTargetGroupIsIp } from "./rules/ecs-target-group-is-ip";
import { everyReachHasAPath } from "./rules/every-reach-has-a-path";
import { everyRouteReachesItsService } from "./rules/every-route-reaches-its-service";
import { executionRoleDecryptsSecrets } from "./rules/execution-role-decrypts-secrets";
import { fargateTaskDefinition } from "./rules/fargate-task-definition";
import { fargateTaskSize } from "./rules/fargate-task-size";
import { governedListenerIgnoresWeights } from "./rules/governed-listener-ignores-weights";
import { httpApiDomainIsRegional } from "./rules/http-api-domain-is-regional";
import { httpIntegrationTakesListener } from "./rules/http-integration-takes-listener";
import { httpMappingAccepted } from "./rules/http-mapping-accepted";
import { httpStageNotInPath } from "./rules/http-stage-not-in-path";
import { httpStageSettings } from "./rules/http-stage-settings";
import { http2TargetGroupBehindHttps } from "./rules/http2-target-group-behind-https";
import { ingressFromAnywhereElsewhere } from "./rules/ingress-from-anywhere-elsewhere";
import { integrationHasMethod } from "./rules/integration-has-method";
import { integrationTimeoutInRange } from "./rules/integration-timeout-in-range";
import { integrationVerifiesCertificate } from "./rules/integration-verifies-certificate";
import { listenerInRegionOfBalancer } from "./rules/listener-in-region-of-balancer";
import { listenerProtocolAccepted } from "./rules/listener-protocol-accepted";
import { listenerTlsPolicy } from "./rules/listener-tls-policy";
import { loadBalancerLogBucket } from "./rules/load-balancer-log-bucket";
import { logsWaitForAccountRole } from "./rules/logs-wait-for-account-role";
import { mappingDeletedBeforeReplaced } from "./rules/mapping-deleted-before-replaced";
import { mappingKeyAccepted } from "./rules/mapping-key-accepted";
import { mappingNotReplaced } from "./rules/mapping-not-replaced";
import { mappingWaitsForStage } from "./rules/mapping-waits-for-stage";
import { methodSettingsNameMethods } from "./rules/method-settings-name-methods";
import { mockAnswersText } from "./rules/mock-answers-text";
import { mutualTlsNotBypassed } from "./rules/mutual-tls-not-bypassed";
import { nlbHasSecurityGroup } from "./rules/nlb-has-security-group";
import { noAllProtocols } from "./rules/no-all-protocols";
import { noFixedNames } from "./rules/no-fixed-names";
import { noIngressFromAnywhere } from "./rules/no-ingress-from-anywhere";
import { noInlineSecurityGroupRules } from "./rules/no-inline-security-group-rules";
import { oneAccount } from "./rules/one-account";
import { oneNlbPerVpcLinkV1 } from "./rules/one-nlb-per-vpc-link-v1";
import { preflightNeedsNoAuthorization } from "./rules/preflight-needs-no-authorization";
import { privateIntegrationPayloadFormat } from "./rules/private-integration-payload-format";
import { privateIntegrationType } from "./rules/private-integration-type";
import { privateRestApiHasPolicy } from "./rules/private-rest-api-has-policy";
import { privateTasksReachRegistry } from "./rules/private-tasks-reach-registry";
import { privatelinkEnforcementOff } from "./rules/privatelink-enforcement-off";
import { requestsToBalancerEncrypted } from "./rules/requests-to-balancer-encrypted";
import { restDeploymentCoversApi } from "./rules/rest-deployment-covers-api";
import { restDeploymentHasTrigger } from "./rules/rest-deployment-has-trigger";
import { restEndpointSettings } from "./rules/rest-endpoint-settings";
import { restHttpIntegrationHasResponses } from "./rules/rest-http-integration-has-responses";
import { restIntegrationPort } from "./rules/rest-integration-port";
import { restIntegrationTarget } from "./rules/rest-integration-target";
import { restProxyPathOneUnit } from "./rules/rest-proxy-path-one-unit";
import { restResourcePathAccepted } from "./rules/rest-resource-path-accepted";
import { routeHasAuthorizer } from "./rules/route-has-authorizer";
import { routeKeyAccepted } from "./rules/route-key-accepted";
import { routeNamesIntegration } from "./rules/route-names-integration";
import { scalingRange } from "./rules/scaling-range";
import { securityGroupRuleOnce } from "./rules/security-group-rule-once";
import { securityPolicyAccepted } from "./rules/security-policy-accepted";
import { separateSecurityGroupRules } from "./rules/separate-security-group-rules";
import { separateTaskAndExecutionRole } from "./rules/separate-task-and-execution-role";
import { serverNameOnCertificate } from "./rules/server-name-on-certificate";
import { serviceRegistryHasPort } from "./rules/service-registry-has-port";
import { stageExistsBeforeUse } from "./rules/stage-exists-before-use";
import { stageHasAccessLogs } from "./rules/stage-has-access-logs";
import { stageHasThrottling } from "./rules/stage-has-throttling";
import { stageNameAccepted } from "./rules/stage-name-accepted";
import { targetGroupDrainsRequests } from "./rules/target-group-drains-requests";
import { targetGroupOnOneBalancer } from "./rules/target-group-on-one-balancer";
import { targetGroupSettings } from "./rules/target-group-settings";
import { taskDefinitionKeepsRevisions } from "./rules/task-definition-keeps-revisions";
import { taskHasExecutionRole } from "./rules/task-has-execution-role";
import { taskRoleWithoutWildcards } from "./rules/task-role-without-wildcards";
import { tasksHaveNoPublicIp } from "./rules/tasks-have-no-public-ip";
import { throttlingAdmitsRequests } from "./rules/throttling-admits-requests";
import { timeoutsNest } from "./rules/timeouts-nest";
import { tlsListenerHasServerName } from "./rules/tls-listener-has-server-name";
import { uniqueApiMapping } from "./rules/unique-api-mapping";
import { uniqueListenerPort } from "./rules/unique-listener-port";
import { uniqueListenerRulePriority } from "./rules/unique-listener-rule-priority";
import { unreadResources } from "./rules/unread-resources";
import { unshadowedListenerRule } from "./rules/unshadowed-listener-rule";
import { validationRecordShared } from "./rules/validation-record-shared";
import { vpcLinkV1TakesNlb } from "./rules/vpc-link-v1-takes-nlb";
import { vpcLinkV2HasSecurityGroup } from "./rules/vpc-link-v2-has-security-group";
import { vpcLinkV2Zones } from "./rules/vpc-link-v2-zones";
import { vpcLinkVersion } from "./rules/vpc-link-version";
import { webAclDeletedBeforeReplaced } from "./rules/web-acl-deleted-before-replaced";
import { webAclOnSupportedResource } from "./rules/web-acl-on-supported-resource";

/** Rules that check one resource, quota or hop. */
export const singleRules: readonly Rule[] = [
  ...quotaRules,
  ...sameVpcRules,
  ...strategyRules,
  accessLogAccepted,
  alarmNamesAMetric,
  albHealthCheckAnswered,
  albInTwoZones,
  albTargetGroupIsTcp,
  aliasRecordNamesItsDomain,
  apiHasAuthorization,
  apiKeyHasUsagePlan,
  apiKeyInUsagePlan,
  apiSettingsAccepted,
  attachmentWaitsForAlbListener,
  authorizerIsComplete,
  balancerIsInternal,
  balancerTypeHasVpcLinks,
  certificateValidatedBeforeUse,
  clientsUseTls12,
  cloudMapDoesNotDrain,
  cloudMapHealthCheckAccepted,
  credentialsNameOrigins,
  disabledEndpointHasDomain,
  discoveryServiceRegistersSrv,
  domainCertificateInRegion,
  ecsContainerMatchesTaskDefinition,
  ecsServiceSettings,
  ecsServiceWaitsForListener,
  ecsServiceWaitsForSteadyState,
  ecsTargetGroupIsIp,
  executionRoleDecryptsSecrets,
  fargateTaskDefinition,
  fargateTaskSize,
  governedListenerIgnoresWeights,
  httpApiDomainIsRegional,
  httpIntegrationTakesListener,
  httpMappingAccepted,
  httpStageNotInPath,
  ingressFromAnywhereElsewhere,
  integrationVerifiesCertificate,
  listenerInRegionOfBalancer,
  httpStageSettings,
  http2TargetGroupBehindHttps,
  integrationHasMethod,
  integrationTimeoutInRange,
  listenerProtocolAccepted,
  listenerTlsPolicy,
  loadBalancerLogBucket,
  logsWaitForAccountRole,
  mappingDeletedBeforeReplaced,
  mappingKeyAccepted,
  mappingNotReplaced,
  mappingWaitsForStage,
  methodSettingsNameMethods,
  mockAnswersText,
  mutualTlsNotBypassed,
  nlbHasSecurityGroup,
  noAllProtocols,
  noFixedNames,
  noIngressFromAnywhere,
  noInlineSecurityGroupRules,
  oneAccount,
  oneNlbPerVpcLinkV1,
  preflightNeedsNoAuthorization,
  privateIntegrationPayloadFormat,
  privateIntegrationType,
  privateRestApiHasPolicy,
  privateTasksReachRegistry,
  privatelinkEnforcementOff,
  requestsToBalancerEncrypted,
  restDeploymentCoversApi,
  restDeploymentHasTrigger,
  restEndpointSettings,
  restHttpIntegrationHasResponses,
  restIntegrationPort,
  restIntegrationTarget,
  restProxyPathOneUnit,
  restResourcePathAccepted,
  routeHasAuthorizer,
  routeKeyAccepted,
  routeNamesIntegration,
  scalingRange,
  securityGroupRuleOnce,
  securityPolicyAccepted,
  separateSecurityGroupRules,
  separateTaskAndExecutionRole,
  serverNameOnCertificate,
  serviceRegistryHasPort,
  stageExistsBeforeUse,
  stageHasAccessLogs,
  stageHasThrottling,
  stageNameAccepted,
  targetGroupDrainsRequests,
  targetGroupOnOneBalancer,
  targetGroupSettings,
  taskDefinitionKeepsRevisions,
  taskHasExecutionRole,
  taskRoleWithoutWildcards,
  tasksHaveNoPublicIp,
  throttlingAdmitsRequests,
  timeoutsNest,
  tlsListenerHasServerName,
  uniqueApiMapping,
  uniqueListenerPort,
  uniqueListenerRulePriority,
  unreadResources,
  unshadowedListenerRule,
  validationRecordShared,
  vpcLinkV1TakesNlb,
  vpcLinkV2HasSecurityGroup,
  vpcLinkV2Zones,
  vpcLinkVersion,
  webAclDeletedBeforeReplaced,
  webAclOnSupportedResource,
];

/** All rules in the order of reports: quotas, same VPC, deployment strategies, wiring and safety, request paths, paths of tasks. */
export const rules: readonly Rule[] = [
  ...singleRules,
  everyRouteReachesItsService(singleRules),
  everyReachHasAPath(singleRules),
];
