import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { quotasOfValues } from "../../core/quotas/counted";
import { headroom } from "../../core/quotas/headroom";
import { usageOf } from "../../core/quotas/usage";
import type { QuotaKey } from "../../policies/quotas";
import { quotaKeys, quotas } from "../../policies/quotas";
import { article, planOf, service, settingsOf } from "../support/scenario";
import { accessRows } from "./access-quota-rows";
import type { QuotaRow } from "./access-quota-rows";

type Raw = Record<string, unknown>;

const zones = ["use1-az1", "use1-az2"];
const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1";
const oneVpc = (nat: string) => [{ name: "sales", cidr: "10.1.0.0/16", zones, nat }];
const [http, linked, ports, albs] = [1, 2, 3, 4].map((option) => article({ option })) as [Raw, Raw, Raw, Raw];
/** Two services behind one ALB, in a VPC with endpoints. */
const shared = article({
  option: 5,
  vpcs: oneVpc("none"),
  services: [
    service("orders", "sales", { image, group: "web" }),
    service("stock", "sales", { image, group: "web", desiredCount: 5 }),
  ],
});
/** A small and a large service behind one NLB. */
const fast = article({
  services: [
    service("aaa", "sales", { balancer: "nlb", group: "fast", pins: { port: 2001 } }),
    service("bbb", "sales", { balancer: "nlb", group: "fast", pins: { port: 2002 }, desiredCount: 7 }),
  ],
});
const oneAlb = (crossZoneToAlbs: boolean) =>
  article({ option: 4, crossZoneToAlbs, services: [service("orders", "sales")] });
const gateways = article({ vpcs: oneVpc("perZone"), services: [service("orders", "sales")] });
const billing = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/billing/50dc6c495c0c9188",
  dnsName: "billing.elb",
  protocol: "HTTP",
  securityGroupId: "sg-0a1b2c3d4e5f60718",
};
const listeners = (...ports: readonly number[]) =>
  ports.map((port) => ({
    name: `billing${port}`,
    vpc: "legacy",
    existing: {
      ...billing,
      port,
      listenerArn: `${billing.arn.replace(":loadbalancer/", ":listener/")}/${port}`,
    },
  }));
const legacy = {
  name: "legacy",
  existing: {
    id: "vpc-0a1b2c3d4e5f60718",
    subnets: zones.map((zone, index) => ({ id: `subnet-0000000${index}`, zone, cidr: `10.30.${index * 16}.0/20` })),
  },
};
const twoListeners = article({ option: 2, vpcs: [legacy], services: listeners(8081, 8082) });

/** Three tasks on Spot, each with two sidecars, one with the name of another service. */
const spot = article({
  services: [
    service("aaa", "sales", {
      ...{ capacity: "spot", desiredCount: 3, cpu: 1024, memoryMiB: 2048 },
      sidecars: [
        { name: "proxy", image: "proxy:1" },
        { name: "bbb", image: "bbb:1" },
      ],
    }),
    service("bbb", "sales"),
  ],
});

const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
/** Two services on one NLB that ends TLS, and a domain name with a base path of two levels. */
const secure = article({
  ...{ option: 3, vpcs: oneVpc("single"), hostedZone },
  tls: { serverName: "internal.example.com" },
  domain: { name: "api.example.com", basePath: "v1/shop" },
  services: ["aaa", "bbb"].map((name, index) =>
    service(name, "sales", { pins: { port: 2001 + index, tlsPort: 2003 + index } }),
  ),
});

const apiPaths = (rest: string) =>
  `${rest}/orders, /orders/{proxy+}, /customers, /customers/{proxy+}, /stock${rest === "" ? ", /stock/{proxy+} and 2 more" : " and 3 more"}`;
const account = "account";
const rows: readonly QuotaRow[] = [
  ["apigateway.vpcLinksV1", linked, 4, account, "orders-nlb, customers-nlb, stock-nlb, shipping-nlb"],
  ["apigateway.vpcLinksV2", http, 2, account, "sales, supply"],
  ["apigateway.subnetsPerVpcLinkV2", shared, 2, "VPC link sales", "use1-az1, use1-az2"],
  ["apigateway.resourcesPerRestApi", linked, 9, "API option-2", apiPaths("/, ")],
  ["apigateway.routesPerHttpApi", http, 8, "API option-1", apiPaths("")],
  ["apigateway.integrationsPerHttpApi", http, 4, "API option-1", "orders, customers, stock, shipping"],
  ["elb.albsPerRegion", http, 4, account, "orders-alb, customers-alb, stock-alb, shipping-alb"],
  ["elb.nlbsPerRegion", ports, 2, account, "sales-nlb-1, supply-nlb-1"],
  ["elb.listenersPerNlb", fast, 2, "NLB fast-nlb", "fast-nlb-2001, fast-nlb-2002"],
  ["elb.rulesPerAlb", shared, 3, "ALB web-alb", "web-alb-80-health, web-alb-80-stock, web-alb-80-orders"],
  ["elb.targetGroupsPerAlb", shared, 2, "ALB web-alb", "web-alb-orders, web-alb-stock"],
  ["elb.conditionValuesPerRule", shared, 2, "listener rule web-alb-80-stock", "/stock, /stock/*"],
  ["elb.conditionWildcardsPerRule", shared, 1, "listener rule web-alb-80-stock", "*"],
  ["elb.targetsPerAlb", shared, 7, "ALB web-alb", "orders, stock"],
  ["elb.targetsPerZonePerNlb", fast, 9, "NLB fast-nlb", "aaa, bbb"],
  // More than one ALB would get a second NLB.
  ["elb.targetsPerZonePerNlb", oneAlb(false), 50, "NLB sales-front-1", "orders-alb"],
  ["elb.targetsPerZonePerNlb", oneAlb(true), 100, "NLB sales-front-1", "orders-alb"],
  ["elb.targetsPerTargetGroup", fast, 7, "target group fast-nlb-bbb", "bbb"],
  ["elb.nlbsPerAlbTarget", twoListeners, 2, "ALB billing", "billing8081-nlb, billing8082-nlb"],
  ["elb.targetGroupsPerRegion", fast, 2, account, "fast-nlb-aaa, fast-nlb-bbb"],
  ["elb.nlbInterfacesPerVpc", linked, 4, "VPC sales", "orders-nlb, customers-nlb"],
  ["ecs.targetGroupsPerService", fast, 1, "service aaa", "fast-nlb-aaa"],
  ["ecs.containersPerTaskDefinition", spot, 3, "service aaa", "aaa, sidecar proxy, sidecar bbb"],
  [
    "vpc.rulesPerSecurityGroup",
    albs,
    3,
    "security group orders-alb, ingress",
    "sales-front-1, 10.1.32.0-19, 10.1.96.0-19",
  ],
  [
    "vpc.securityGroupsPerRegion",
    shared,
    6,
    account,
    "sales, web-alb, orders, stock, default of sales, endpoints of sales",
  ],
  // An ALB, the link and three endpoints in two zones (10), and twice 7 tasks.
  ["vpc.networkInterfacesPerRegion", shared, 24, account, "sales"],
  // In two zones an ALB (8), the link (1) and three endpoints (18): 54, and twice 7 tasks.
  ["vpc.networkAddressUsage", shared, 68, "VPC sales", "sales"],
  // In two zones an NLB (6) and the link (1): 14, a NAT gateway (6), and twice 9 tasks.
  ["vpc.networkAddressUsage", fast, 38, "VPC sales", "sales"],
  ["vpc.subnetsPerVpc", shared, 4, "VPC sales", "public use1-az1, private use1-az1, public use1-az2, private use1-az2"],
  ["vpc.interfaceEndpointsPerVpc", shared, 3, "VPC sales", "ecr.api, ecr.dkr, logs"],
  ["vpc.gatewayEndpointsPerRegion", shared, 1, account, "sales"],
  ["vpc.vpcsPerRegion", http, 2, account, "sales, supply"],
  ["vpc.internetGatewaysPerRegion", http, 2, account, "sales, supply"],
  ["vpc.natGatewaysPerZone", gateways, 1, "zone use1-az2", "sales in use1-az2"],
  ["ec2.elasticIps", gateways, 2, account, "sales in use1-az1, sales in use1-az2"],
  [
    "iam.rolesPerAccount",
    fast,
    4,
    account,
    "execution role of aaa, task role of aaa, execution role of bbb, task role of bbb",
  ],
  // 0.25 vCPU for twice 9 tasks.
  ["fargate.onDemandVcpu", fast, 4.5, account, "aaa, bbb"],
  // 1 vCPU for 2 of 6 tasks, and 0.25 vCPU for twice 2 tasks; the other 4 of 6 are on Spot.
  ["fargate.onDemandVcpu", spot, 3, account, "aaa, bbb"],
  ["fargate.spotVcpu", spot, 4, account, "aaa"],
  ["elb.certificatesPerNlb", secure, 2, "NLB sales-nlb-1", "sales-nlb-1-2003, sales-nlb-1-2004"],
  ["acm.certificates", secure, 2, account, "certificate internal.example.com, certificate api.example.com"],
  ["acm.certificatesPerYear", secure, 2, account, "certificate internal.example.com, certificate api.example.com"],
  ["acm.namesPerCertificate", secure, 1, "certificate internal.example.com", "internal.example.com"],
  ["apigateway.customDomains", secure, 1, account, "domain name api.example.com"],
  ...accessRows,
  ["apigateway.mappingsPerDomain", secure, 1, "domain name api.example.com", "v1/shop"],
];

/** Problems with one quota, with its value set. */
function refused(raw: Raw, quota: QuotaKey, value: number): string[] {
  const decision = decide({ ...raw, quotas: { [quota]: { value, reason: "test" } } }, "us-east-1");
  const problems = "problems" in decision ? decision.problems : [];
  return problems.filter(({ message }) => message.startsWith(`quota ${quota} `)).map(({ message }) => message);
}

/** Quotas that the plan does not count: it makes at most two listeners per ALB, one target group per action and one group per interface. */
const notCounted = [
  // The plan sets limits of whole usage plans, not of their methods.
  "apigateway.throttlesPerUsagePlan",
  // AWS takes limits above it, as far as its documents say.
  "apigateway.requestsPerSecond",
  "elb.listenersPerAlb",
  "elb.targetGroupsPerAction",
  // Each listener has its default certificate only.
  "elb.certificatesPerAlb",
  "vpc.securityGroupsPerInterface",
];

describe("the plan at the limit of each quota and above", () => {
  for (const [quota, raw, used, scope, users] of rows) {
    it(`${quota}: ${used} of ${scope}`, () => {
      const counted = usageOf(planOf(raw)).filter((usage) => usage.quota === quota);
      assert.equal(Math.max(...counted.map((usage) => usage.used)), used);
      assert.deepEqual(refused(raw, quota, Math.ceil(used)), []);
      const { name } = quotas[quota];
      const limit = Math.ceil(used) - 1;
      const expected = `quota ${quota} (${scope}): "${name}" is ${limit}, the plan needs ${used}: ${users}`;
      const problems = refused(raw, quota, limit);
      assert.ok(problems.includes(expected), `${expected} is not in ${problems.join("\n")}`);
      assert.equal(problems.length, counted.filter((usage) => usage.used > limit).length);
    });
  }

  it("the headroom of a quota is that of its fullest scope", () => {
    for (const [quota, raw, used, scope] of rows.filter(([key]) => !quotasOfValues.includes(key))) {
      const found = headroom(planOf(raw), settingsOf(raw)).find((one) => one.quota === quota);
      assert.equal(found?.used, used, quota);
      const fullest = usageOf(planOf(raw)).filter((usage) => usage.quota === quota && usage.used === used);
      assert.ok(fullest.some((usage) => usage.scope === found.scope) && fullest.some((one) => one.scope === scope));
    }
  });

  it("a timeout as long as its quota is no shortage", () => {
    const raw = article({ timeoutSeconds: 30 });
    assert.equal(usageOf(planOf(raw)).filter(({ quota }) => quota === "apigateway.httpIntegrationTimeoutMs").length, 1);
    const listed = headroom(planOf(raw), settingsOf(raw)).map(({ quota }) => quota);
    assert.deepEqual(
      listed.filter((quota) => quotasOfValues.includes(quota)),
      [],
    );
  });

  it("every quota of the ledger has a row", () => {
    const tested = new Set<QuotaKey>(rows.map(([quota]) => quota));
    assert.deepEqual(
      quotaKeys.filter((key) => !tested.has(key)),
      notCounted,
    );
  });

  it("a third listener of one existing ALB needs a third NLB, which AWS refuses", () => {
    const raw = article({ option: 2, vpcs: [legacy], services: listeners(8081, 8082, 8083) });
    assert.deepEqual(refused(raw, "elb.nlbsPerAlbTarget", 2), [
      'quota elb.nlbsPerAlbTarget (ALB billing): "Network Load Balancers per Application Load Balancer target" is 2, the plan needs 3: billing8081-nlb, billing8082-nlb, billing8083-nlb',
    ]);
  });
});
