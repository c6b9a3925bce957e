import assert from "node:assert/strict";
import { compare } from "../../core/compare/compare";
import { usageOf } from "../../core/quotas/usage";
import type { QuotaKey } from "../../policies/quotas";
import { article, articleServices, planOf, service } from "../support/scenario";

const zones = ["use1-az1", "use1-az2"];
const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1";
const withNat = (nat: string) => [
  { name: "sales", cidr: "10.1.0.0/16", zones, nat },
  { name: "supply", cidr: "10.2.0.0/16", zones, nat },
];
const oneService = (more: Record<string, unknown>, nat = "single", zoneIds = zones) => ({
  option: 1,
  vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones: zoneIds, nat }],
  services: [service("orders", "sales", more)],
});
const autoscaling = { minCount: 1, maxCount: 6 };

/** A configuration, a quota, and its usage by scope, counted by hand. */
type Row = readonly [
  title: string,
  raw: Record<string, unknown>,
  quota: QuotaKey,
  usage: Readonly<Record<string, number>>,
];

const rows: readonly Row[] = [
  [
    "vCPU: 1 vCPU x 6 tasks of autoscaling x 2 during an update",
    oneService({ cpu: 1024, memoryMiB: 2048, desiredCount: 1, autoscaling }),
    "fargate.onDemandVcpu",
    { account: 12 },
  ],
  [
    "NAT gateways: one of each VPC in each zone",
    article({ vpcs: withNat("perZone") }),
    "vpc.natGatewaysPerZone",
    { "zone use1-az1": 2, "zone use1-az2": 2 },
  ],
  [
    "NAT gateways: those of nat: single are in the first zone",
    article({ vpcs: withNat("single") }),
    "vpc.natGatewaysPerZone",
    { "zone use1-az1": 2 },
  ],
  [
    "subnets: a public and a private one in each of 3 zones",
    oneService({}, "single", ["use1-az1", "use1-az2", "use1-az4"]),
    "vpc.subnetsPerVpc",
    { "VPC sales": 6 },
  ],
  [
    "targets of an NLB: 2 ALBs x 50",
    article({ option: 4 }),
    "elb.targetsPerZonePerNlb",
    { "NLB sales-front-1": 100, "NLB supply-front-1": 100 },
  ],
  [
    "targets of an NLB with cross-zone load balancing: 2 ALBs x 100",
    article({ option: 4, crossZoneToAlbs: true }),
    "elb.targetsPerZonePerNlb",
    { "NLB sales-front-1": 200, "NLB supply-front-1": 200 },
  ],
  [
    // In each of 2 zones an ALB (8), the VPC link (1) and 3 interface endpoints (3 x 6): 2 x 27 = 54. Twice 2 tasks
    // during an update: 4. The gateway endpoint of S3 is in no subnet.
    "Network Address Usage: a VPC with endpoints",
    oneService({ image }, "none"),
    "vpc.networkAddressUsage",
    { "VPC sales": 58 },
  ],
  [
    // In each of 2 zones an ALB (8) and the VPC link (1): 2 x 9 = 18. A NAT gateway: 6. Twice 6 tasks: 12.
    "Network Address Usage: a VPC with a NAT gateway and autoscaling",
    oneService({ autoscaling }),
    "vpc.networkAddressUsage",
    { "VPC sales": 36 },
  ],
];

describe("usage of quotas", () => {
  for (const [title, raw, quota, expected] of rows) {
    it(title, () => {
      const usage = usageOf(planOf(raw)).filter((entry) => entry.quota === quota);
      assert.deepEqual(Object.fromEntries(usage.map(({ scope, used }) => [scope, used])), expected);
    });
  }
});

describe("hops of a request with Cloud Map", () => {
  it("are the VPC link and the task: Cloud Map forwards no requests", () => {
    const cloudMap = { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } };
    const raw = article({ services: articleServices.map((entry) => ({ ...entry, ...cloudMap })) });
    const comparison = compare(raw, "us-east-1", { requestsPerMonth: 1, averageKilobytes: 1 }, 4);
    assert.ok("assessed" in comparison);
    assert.equal(comparison.assessed.find(({ id }) => id === "1")?.measures?.hops, 2);
  });
});
