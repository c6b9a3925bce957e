import type { QuotaKey } from "../../policies/quotas";

const fewerTargets =
  "lower desiredCount or autoscaling.maxCount, or split the service into several with a path each; if several services share the load balancer, take some out of their group or to another NLB (pins.nlb)";
const split = "divide the services among several stacks, each with its own API";
const splitRoutes = `${split}; with cors and auth, an HTTP API needs a route more for the preflights of each route, and REST APIs (options 2 to 5) need none`;
const fewerKeys = "let clients share keys, or divide the clients among several accounts";
const smallerGroup = "take services out of the group, so that they get another load balancer";
const shareBalancers = "let services share load balancers (group), or use another option";
const fewerVpcs = "put the services into fewer VPCs, or into existing ones";
const accounts = "divide the services among several accounts";
const fewerVcpu = "lower desiredCount, autoscaling.maxCount or cpu of services";
const existingCertificates = "name an existing certificate in `certificate` of `tls` and `domain`";
const fewerGateways = "set nat of some VPCs to single or none";

/**
 * What helps against a quota beside an increase. A service has all its tasks in each of its target groups, whatever the
 * load balancers are, and two roles and at least one target group and security group, whatever the option is.
 */
export const waysOut: Partial<Readonly<Record<QuotaKey, string>>> = {
  "apigateway.vpcLinksV1": "let services share an NLB (option 3 or 4), use VPC links V2 (option 1 or 5), or fewer VPCs",
  "apigateway.vpcLinksV2": fewerVpcs,
  "apigateway.subnetsPerVpcLinkV2": "list fewer zones or subnets for the VPC",
  "apigateway.resourcesPerRestApi": split,
  "apigateway.routesPerHttpApi": splitRoutes,
  "apigateway.integrationsPerHttpApi": split,
  "apigateway.restIntegrationTimeoutMs":
    "lower timeoutSeconds, or set streaming for the service, if it streams its answers",
  "apigateway.httpIntegrationTimeoutMs": "lower timeoutSeconds, or use a REST API (options 2 to 5)",
  "apigateway.authorizersPerApi": split,
  "apigateway.audiencesPerAuthorizer": "let several clients share an audience",
  "apigateway.scopesPerRoute": "let several clients share a scope, or divide the service by paths",
  "apigateway.usagePlansPerKey": "give each usage plan keys of its own",
  "apigateway.apiKeys": fewerKeys,
  "apigateway.usagePlans": "put the keys into fewer usage plans",
  "elb.albsPerRegion": shareBalancers,
  "elb.nlbsPerRegion": shareBalancers,
  "elb.certificatesPerNlb":
    "take services to another NLB (pins.nlb with option 3, another group with option 1 or 5), or use ALBs, which end TLS for all their services with one certificate (option 1, 4 or 5)",
  "apigateway.customDomains":
    "set `domain.existing: true` and let another stack have the domain name, or divide the services among several accounts",
  "apigateway.mappingsPerDomain": "use a base path without /, or another domain name",
  "elb.nlbInterfacesPerVpc": `${shareBalancers}, or divide the services among more VPCs`,
  "elb.rulesPerAlb": smallerGroup,
  "elb.targetGroupsPerAlb": smallerGroup,
  "elb.targetsPerTargetGroup": fewerTargets,
  "elb.targetsPerAlb": fewerTargets,
  "elb.targetsPerZonePerNlb": fewerTargets,
  "elb.targetGroupsPerRegion": accounts,
  "vpc.rulesPerSecurityGroup":
    "let services share load balancers (group), divide the services among more VPCs, name fewer destinations in reaches, or use another option",
  "vpc.securityGroupsPerRegion": accounts,
  "vpc.networkInterfacesPerRegion": `lower desiredCount or autoscaling.maxCount, ${shareBalancers}, or ${accounts}`,
  "vpc.networkAddressUsage": "lower desiredCount or autoscaling.maxCount, or divide the services among more VPCs",
  "vpc.subnetsPerVpc": "list fewer zones for the VPC",
  "vpc.vpcsPerRegion": fewerVpcs,
  "vpc.internetGatewaysPerRegion": fewerVpcs,
  "vpc.natGatewaysPerZone": fewerGateways,
  "ec2.elasticIps": fewerGateways,
  "vpc.interfaceEndpointsPerVpc": "put services with an endpointService into more VPCs",
  "vpc.gatewayEndpointsPerRegion": "set nat of some VPCs to single or perZone",
  "iam.rolesPerAccount": accounts,
  "acm.certificates": existingCertificates,
  "acm.certificatesPerYear": existingCertificates,
  "ecs.containersPerTaskDefinition": "remove sidecars",
  "cloudwatch.alarms": "remove alarms from some stacks, or divide the services among several accounts",
  "fargate.onDemandVcpu": fewerVcpu,
  "fargate.spotVcpu": fewerVcpu,
};
