/** An AWS quota as its documentation states it. */
export interface Quota {
  /** Name in Service Quotas or in the documentation. */
  readonly name: string;
  /** Service code and quota code in Service Quotas; absent if AWS publishes none. */
  readonly code?: string;
  /** Value before any quota increase. */
  readonly default: number;
  readonly adjustable: boolean;
  /** `topology`: a limit of the chosen topology; `account`: a limit of the account under any topology. */
  readonly kind: "topology" | "account";
  /** AWS page that states the value. */
  readonly source: string;
}

/** All values below were read from their sources on this date or later. */
export const quotasReadOn = "2026-11-22";

const docs = "https://docs.aws.amazon.com";
const apiRest = `${docs}/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`;
const apiHttp = `${docs}/apigateway/latest/developerguide/http-api-quotas.html`;
const alb = `${docs}/elasticloadbalancing/latest/application/load-balancer-limits.html`;
const nlb = `${docs}/elasticloadbalancing/latest/network/load-balancer-limits.html`;
const albTarget = `${docs}/elasticloadbalancing/latest/network/application-load-balancer-target.html`;
const ecsNlb = `${docs}/AmazonECS/latest/developerguide/nlb.html`;
const ecs = `${docs}/AmazonECS/latest/developerguide/service-quotas.html`;
const vpc = `${docs}/vpc/latest/userguide/amazon-vpc-limits.html`;
const vpcEndpointsAndQuotas = `${docs}/general/latest/gr/vpc-service.html`;
const acm = `${docs}/acm/latest/userguide/acm-limits.html`;
const iam = `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`;
const privateLink = `${docs}/vpc/latest/privatelink/vpc-limits-endpoints.html`;

type Row = readonly [
  name: string,
  code: string | undefined,
  value: number,
  increase: "adjustable" | "fixed",
  source: string,
];

const quota = (kind: Quota["kind"], [name, code, value, increase, source]: Row): Quota => ({
  name,
  ...(code === undefined ? {} : { code }),
  default: value,
  adjustable: increase === "adjustable",
  kind,
  source,
});
const topology = (...row: Row) => quota("topology", row);
const account = (...row: Row) => quota("account", row);

/**
 * All quotas that the planner and the policies use. Keys are stable: stack files and policy configuration override
 * values by key.
 */
export const quotas = {
  "apigateway.vpcLinksV1": topology("VPC links", "apigateway/L-A4C7274F", 20, "adjustable", apiRest),
  "apigateway.vpcLinksV2": topology("VPC links(V2)", "apigateway/L-608BDCD4", 10, "adjustable", apiHttp),
  "apigateway.subnetsPerVpcLinkV2": topology(
    "Subnets per VPC link(V2)",
    "apigateway/L-668C9B28",
    10,
    "adjustable",
    apiHttp,
  ),
  "apigateway.resourcesPerRestApi": topology("Resources per API", "apigateway/L-01C8A9E0", 300, "adjustable", apiRest),
  "apigateway.routesPerHttpApi": topology("Routes per HTTP API", "apigateway/L-65B5C802", 300, "adjustable", apiHttp),
  "apigateway.integrationsPerHttpApi": topology("Integrations per HTTP API", undefined, 300, "fixed", apiHttp),
  "apigateway.restIntegrationTimeoutMs": topology(
    "Maximum integration timeout in milliseconds",
    "apigateway/L-E5AE38E3",
    29_000,
    "adjustable",
    apiRest,
  ),
  "apigateway.httpIntegrationTimeoutMs": topology(
    "Maximum integration timeout of an HTTP API in milliseconds",
    undefined,
    30_000,
    "fixed",
    apiHttp,
  ),
  // HTTP and REST APIs count together: one Regional domain name maps both.
  "apigateway.mappingsPerDomain": topology(
    "API mappings with several levels per domain",
    undefined,
    200,
    "fixed",
    apiHttp,
  ),
  "elb.albsPerRegion": topology(
    "Application Load Balancers per Region",
    "elasticloadbalancing/L-53DA6B97",
    50,
    "adjustable",
    alb,
  ),
  "elb.nlbsPerRegion": topology(
    "Network Load Balancers per Region",
    "elasticloadbalancing/L-69A177A2",
    50,
    "adjustable",
    nlb,
  ),
  "elb.listenersPerAlb": topology(
    "Listeners per Application Load Balancer",
    "elasticloadbalancing/L-B6DF7632",
    50,
    "adjustable",
    alb,
  ),
  "elb.listenersPerNlb": topology(
    "Listeners per Network Load Balancer",
    "elasticloadbalancing/L-57A373D6",
    50,
    "fixed",
    nlb,
  ),
  "elb.rulesPerAlb": topology(
    "Rules per Application Load Balancer",
    "elasticloadbalancing/L-7EED9B64",
    100,
    "adjustable",
    alb,
  ),
  "elb.targetGroupsPerAlb": topology(
    "Target Groups per Application Load Balancer",
    "elasticloadbalancing/L-822D1B1B",
    100,
    "fixed",
    alb,
  ),
  "elb.targetGroupsPerAction": topology(
    "Target Groups per Action per Application Load Balancer",
    "elasticloadbalancing/L-057ECE54",
    5,
    "fixed",
    alb,
  ),
  "elb.conditionValuesPerRule": topology(
    "Condition Values per Rule",
    "elasticloadbalancing/L-EBC0C08B",
    5,
    "fixed",
    alb,
  ),
  "elb.conditionWildcardsPerRule": topology(
    "Condition Wildcards per Rule",
    "elasticloadbalancing/L-A012D4E8",
    5,
    "fixed",
    alb,
  ),
  "elb.targetsPerAlb": topology(
    "Targets per Application Load Balancer",
    "elasticloadbalancing/L-7E6692B2",
    1000,
    "adjustable",
    alb,
  ),
  "elb.targetsPerZonePerNlb": topology(
    "Targets per Availability Zone per Network Load Balancer",
    "elasticloadbalancing/L-B211E961",
    500,
    "adjustable",
    nlb,
  ),
  "elb.targetsPerTargetGroup": topology(
    "Targets per Target Group per Region",
    "elasticloadbalancing/L-A0D0B863",
    1000,
    "adjustable",
    alb,
  ),
  // AWS's page leaves the default certificate of each listener out.
  "elb.certificatesPerAlb": topology(
    "Certificates per Application Load Balancer",
    "elasticloadbalancing/L-9365A611",
    25,
    "adjustable",
    alb,
  ),
  // AWS's page does not leave default certificates out. Whether they count is not confirmed, so they do here.
  "elb.certificatesPerNlb": topology(
    "Certificates per Network Load Balancer",
    "elasticloadbalancing/L-52964454",
    25,
    "adjustable",
    nlb,
  ),
  "elb.nlbsPerAlbTarget": topology(
    "Network Load Balancers per Application Load Balancer target",
    undefined,
    2,
    "fixed",
    albTarget,
  ),
  "elb.targetGroupsPerRegion": topology(
    "Target Groups per Region",
    "elasticloadbalancing/L-B22855CB",
    3000,
    "adjustable",
    alb,
  ),
  "elb.nlbInterfacesPerVpc": topology(
    "Network Load Balancer ENIs per VPC",
    "elasticloadbalancing/L-23568085",
    1200,
    "adjustable",
    nlb,
  ),
  "ecs.targetGroupsPerService": topology("Target groups per service", undefined, 5, "fixed", ecsNlb),
  "ecs.containersPerTaskDefinition": topology("Containers per task definition", undefined, 10, "fixed", ecs),
  "vpc.securityGroupsPerInterface": topology(
    "Security groups per network interface",
    "vpc/L-2AFB9258",
    5,
    "adjustable",
    vpc,
  ),
  "vpc.rulesPerSecurityGroup": topology(
    "Inbound or outbound rules per security group",
    "vpc/L-0EA8095F",
    60,
    "adjustable",
    vpc,
  ),
  "vpc.securityGroupsPerRegion": topology(
    "VPC security groups per Region",
    "vpc/L-E79EC296",
    2500,
    "adjustable",
    vpcEndpointsAndQuotas,
  ),
  "vpc.networkInterfacesPerRegion": topology(
    "Network interfaces per Region",
    "vpc/L-DF5E4CA3",
    5000,
    "adjustable",
    vpcEndpointsAndQuotas,
  ),
  "vpc.networkAddressUsage": topology("Network Address Usage", "vpc/L-BB24F6E5", 64_000, "adjustable", vpc),
  "vpc.subnetsPerVpc": topology("Subnets per VPC", "vpc/L-407747CB", 200, "adjustable", vpc),
  "vpc.interfaceEndpointsPerVpc": topology(
    "Interface VPC endpoints per VPC",
    "vpc/L-29B6F2EB",
    50,
    "adjustable",
    privateLink,
  ),
  "vpc.gatewayEndpointsPerRegion": account(
    "Gateway VPC endpoints per Region",
    "vpc/L-1B52E74A",
    20,
    "adjustable",
    privateLink,
  ),
  "vpc.vpcsPerRegion": account("VPCs per Region", "vpc/L-F678F1CE", 5, "adjustable", vpc),
  "vpc.internetGatewaysPerRegion": account("Internet gateways per Region", "vpc/L-A4707A72", 5, "adjustable", vpc),
  "vpc.natGatewaysPerZone": account("NAT gateways per Availability Zone", "vpc/L-FE5A380F", 5, "adjustable", vpc),
  "ec2.elasticIps": account("EC2-VPC Elastic IPs", "ec2/L-0263D0A3", 5, "adjustable", vpc),
  "apigateway.customDomains": account("Custom domain names", "apigateway/L-A93447B8", 120, "adjustable", apiRest),
  "acm.certificates": account("ACM certificates", "acm/L-F141DD1D", 2500, "adjustable", acm),
  "acm.certificatesPerYear": account(
    "ACM certificates created in last 365 days",
    "acm/L-DA1D8B98",
    5000,
    "adjustable",
    acm,
  ),
  "acm.namesPerCertificate": account("Domain names per ACM certificate", "acm/L-FB94F0B0", 10, "adjustable", acm),
  "iam.rolesPerAccount": account("Roles per account", "iam/L-FE177D64", 1000, "adjustable", iam),
  "fargate.onDemandVcpu": account("Fargate On-Demand vCPU resource count", "fargate/L-3032A538", 6, "adjustable", ecs),
  "fargate.spotVcpu": account("Fargate Spot vCPU resource count", "fargate/L-36FBB829", 6, "adjustable", ecs),
} as const satisfies Record<string, Quota>;

/** Key of a quota. */
export type QuotaKey = keyof typeof quotas;

/** All quota keys, in the order above. */
export const quotaKeys = Object.keys(quotas) as QuotaKey[];
