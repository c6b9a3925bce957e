import assert from "node:assert/strict";
import { quotas } from "../../../policies/quotas";
import type { Quota } from "../../../policies/quota";
import type { QuotaKey } from "../../../policies/quotas";

/** Values of the AWS documentation, typed in by hand. */
const expected: readonly (readonly [key: QuotaKey, code: string | undefined, value: number, adjustable: boolean])[] = [
  ["apigateway.vpcLinksV1", "apigateway/L-A4C7274F", 20, true],
  ["apigateway.vpcLinksV2", "apigateway/L-608BDCD4", 10, true],
  ["apigateway.subnetsPerVpcLinkV2", "apigateway/L-668C9B28", 10, true],
  ["apigateway.resourcesPerRestApi", "apigateway/L-01C8A9E0", 300, true],
  ["apigateway.routesPerHttpApi", "apigateway/L-65B5C802", 300, true],
  ["apigateway.integrationsPerHttpApi", undefined, 300, false],
  ["apigateway.restIntegrationTimeoutMs", "apigateway/L-E5AE38E3", 29_000, true],
  ["apigateway.httpIntegrationTimeoutMs", undefined, 30_000, false],
  ["apigateway.authorizersPerApi", undefined, 10, true],
  ["apigateway.audiencesPerAuthorizer", undefined, 50, false],
  ["apigateway.scopesPerRoute", undefined, 10, false],
  ["apigateway.usagePlansPerKey", "apigateway/L-985EB478", 10, true],
  ["apigateway.throttlesPerUsagePlan", "apigateway/L-A9DBC573", 20, true],
  ["apigateway.mappingsPerDomain", undefined, 200, false],
  ["apigateway.customDomains", "apigateway/L-A93447B8", 120, true],
  ["apigateway.apiKeys", "apigateway/L-1D180A63", 10_000, false],
  ["apigateway.usagePlans", "apigateway/L-E8693075", 300, true],
  ["apigateway.requestsPerSecond", "apigateway/L-8A5B8E43", 10_000, true],
  ["elb.albsPerRegion", "elasticloadbalancing/L-53DA6B97", 50, true],
  ["elb.nlbsPerRegion", "elasticloadbalancing/L-69A177A2", 50, true],
  ["elb.listenersPerAlb", "elasticloadbalancing/L-B6DF7632", 50, true],
  ["elb.listenersPerNlb", "elasticloadbalancing/L-57A373D6", 50, false],
  ["elb.rulesPerAlb", "elasticloadbalancing/L-7EED9B64", 100, true],
  ["elb.targetGroupsPerAlb", "elasticloadbalancing/L-822D1B1B", 100, false],
  ["elb.targetGroupsPerAction", "elasticloadbalancing/L-057ECE54", 5, false],
  ["elb.conditionValuesPerRule", "elasticloadbalancing/L-EBC0C08B", 5, false],
  ["elb.conditionWildcardsPerRule", "elasticloadbalancing/L-A012D4E8", 5, false],
  ["elb.targetsPerAlb", "elasticloadbalancing/L-7E6692B2", 1000, true],
  ["elb.targetsPerZonePerNlb", "elasticloadbalancing/L-B211E961", 500, true],
  ["elb.targetsPerTargetGroup", "elasticloadbalancing/L-A0D0B863", 1000, true],
  ["elb.certificatesPerAlb", "elasticloadbalancing/L-9365A611", 25, true],
  ["elb.certificatesPerNlb", "elasticloadbalancing/L-52964454", 25, true],
  ["elb.nlbsPerAlbTarget", undefined, 2, false],
  ["elb.targetGroupsPerRegion", "elasticloadbalancing/L-B22855CB", 3000, true],
  ["elb.nlbInterfacesPerVpc", "elasticloadbalancing/L-23568085", 1200, true],
  ["vpc.securityGroupsPerInterface", "vpc/L-2AFB9258", 5, true],
  ["vpc.rulesPerSecurityGroup", "vpc/L-0EA8095F", 60, true],
  ["vpc.securityGroupsPerRegion", "vpc/L-E79EC296", 2500, true],
  ["vpc.networkInterfacesPerRegion", "vpc/L-DF5E4CA3", 5000, true],
  ["vpc.networkAddressUsage", "vpc/L-BB24F6E5", 64_000, true],
  ["vpc.subnetsPerVpc", "vpc/L-407747CB", 200, true],
  ["vpc.interfaceEndpointsPerVpc", "vpc/L-29B6F2EB", 50, true],
  ["vpc.gatewayEndpointsPerRegion", "vpc/L-1B52E74A", 20, true],
  ["vpc.vpcsPerRegion", "vpc/L-F678F1CE", 5, true],
  ["vpc.internetGatewaysPerRegion", "vpc/L-A4707A72", 5, true],
  ["vpc.natGatewaysPerZone", "vpc/L-FE5A380F", 5, true],
  ["ec2.elasticIps", "ec2/L-0263D0A3", 5, true],
  ["ecs.targetGroupsPerService", undefined, 5, false],
  ["ecs.containersPerTaskDefinition", undefined, 10, false],
  ["acm.certificates", "acm/L-F141DD1D", 2500, true],
  ["acm.certificatesPerYear", "acm/L-DA1D8B98", 5000, true],
  ["acm.namesPerCertificate", "acm/L-FB94F0B0", 10, true],
  ["cloudwatch.alarms", undefined, 5000, true],
  ["iam.rolesPerAccount", "iam/L-FE177D64", 1000, true],
  ["fargate.onDemandVcpu", "fargate/L-3032A538", 6, true],
  ["fargate.spotVcpu", "fargate/L-36FBB829", 6, true],
];

describe("the ledger of quotas", () => {
  it("has the values that AWS documents", () => {
    const ledger: Readonly<Record<string, Quota>> = quotas;
    assert.deepEqual(
      Object.entries(ledger).map(([key, { code, default: value, adjustable }]) => [key, code, value, adjustable]),
      expected,
    );
  });
});
