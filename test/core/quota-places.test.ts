import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { article, existingVpc, manyServices, service } from "../support/scenario";

type Raw = Record<string, unknown>;

/** Paths of the problems with one quota. */
function placesOf(raw: Raw, quota: string): readonly string[] {
  const decision = decide(raw, "us-east-1");
  const problems = "problems" in decision ? decision.problems : [];
  return problems.filter(({ message }) => message.startsWith(`quota ${quota} `)).map(({ where }) => where);
}

const quota = (key: string, value: number) => ({ quotas: { [key]: { value, reason: "test" } } });
const group = (...names: readonly string[]) => names.map((name) => service(name, "sales", { group: "web" }));
const vpcs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `v${index}`,
    cidr: `10.${index}.0.0/16`,
    zones: ["use1-az1", "use1-az2"],
  }));

const jwt = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["web", "mobile"] };
const usagePlans = [
  { name: "gold", keys: ["mobile", "partner"] },
  { name: "free", keys: ["web", "test"] },
];

/** A configuration that exceeds a quota, and the path that the problem names. */
const cases: readonly (readonly [title: string, raw: Raw, quota: string, where: string])[] = [
  [
    "the first load balancer above the quota of the account: its service",
    article(quota("elb.albsPerRegion", 2)),
    "elb.albsPerRegion",
    "services[2] (stock)",
  ],
  [
    "with load balancers of other stacks: the service that is the first too many",
    article({ ...quota("elb.albsPerRegion", 10), usedElsewhere: { "elb.albsPerRegion": 9 } }),
    "elb.albsPerRegion",
    "services[1] (customers)",
  ],
  [
    "the first VPC above the quota of VPCs",
    article({ option: 3, vpcs: vpcs(6), services: [service("a", "v0")] }),
    "vpc.vpcsPerRegion",
    "vpcs[5] (v5)",
  ],
  [
    "the first VPC whose NAT gateway is too many in its zone",
    article({ option: 3, vpcs: vpcs(6), services: [service("a", "v0")] }),
    "vpc.natGatewaysPerZone",
    "vpcs[5] (v5)",
  ],
  [
    "the VPC of the VPC link that is too many",
    article({
      vpcs: Array.from({ length: 11 }, (_, index) => existingVpc(index)),
      services: Array.from({ length: 11 }, (_, index) => service(`s${index}`, `v${index}`)),
    }),
    "apigateway.vpcLinksV2",
    "vpcs[10] (v10)",
  ],
  [
    "the service whose tasks are too many for its NLB",
    article({ option: 2, services: [service("a", "sales"), service("wide", "sales", { desiredCount: 600 })] }),
    "elb.targetsPerZonePerNlb",
    "services[1] (wide)",
  ],
  [
    "the last service of the group whose ALB has too many targets",
    article({ option: 5, services: group("a", "b", "c"), ...quota("elb.targetsPerAlb", 5) }),
    "elb.targetsPerAlb",
    "services[2].group (c)",
  ],
  [
    "the service whose security group rule is too many",
    article({ option: 5, services: manyServices(61, "sales").map((entry) => ({ ...entry, group: "web" })) }),
    "vpc.rulesPerSecurityGroup",
    "services[60] (s061)",
  ],
  [
    "the service of the role that is too many",
    article(quota("iam.rolesPerAccount", 4)),
    "iam.rolesPerAccount",
    "services[2] (stock)",
  ],
  [
    "the VPC with too many addresses",
    article(quota("vpc.networkAddressUsage", 10)),
    "vpc.networkAddressUsage",
    "vpcs[0] (sales)",
  ],
  [
    "the service with too many sidecars, not the one of the same name",
    article({
      services: [
        service("a", "sales"),
        service("b", "sales", { sidecars: Array.from("klmnopqrsa").map((name) => ({ name, image: "proxy:1" })) }),
      ],
    }),
    "ecs.containersPerTaskDefinition",
    "services[1] (b)",
  ],
  [
    "the value of a quota that all services exceed together",
    article(quota("fargate.onDemandVcpu", 1)),
    "fargate.onDemandVcpu",
    'quotas["fargate.onDemandVcpu"].value',
  ],
  [
    "the timeout of the stack, once for all services",
    article({ option: 5, timeoutSeconds: 60 }),
    "apigateway.restIntegrationTimeoutMs",
    "timeoutSeconds",
  ],
  [
    "the timeout of a service that has its own",
    article({ option: 5, services: [service("a", "sales"), service("slow", "sales", { timeoutSeconds: 60 })] }),
    "apigateway.restIntegrationTimeoutMs",
    "services[1].timeoutSeconds (slow)",
  ],
  [
    "the authorization whose audiences are too many",
    article({ auth: jwt, ...quota("apigateway.audiencesPerAuthorizer", 1) }),
    "apigateway.audiencesPerAuthorizer",
    "auth",
  ],
  [
    "the keys of the usage plan with the API key that is too many",
    article({ option: 5, usagePlans, ...quota("apigateway.apiKeys", 3) }),
    "apigateway.apiKeys",
    "usagePlans[1].keys",
  ],
  [
    "the usage plan that is too many",
    article({ option: 5, usagePlans, ...quota("apigateway.usagePlans", 1) }),
    "apigateway.usagePlans",
    "usagePlans[1]",
  ],
  [
    "the list of services if its routes are too many",
    article({
      option: 1,
      vpcs: vpcs(1),
      services: manyServices(151, "v0").map((entry) => ({ ...entry, group: "web" })),
    }),
    "apigateway.routesPerHttpApi",
    "services",
  ],
];

describe("the path that a problem with a quota names", () => {
  for (const [title, raw, key, where] of cases) {
    it(title, () => {
      const [first, ...others] = placesOf(raw, key);
      assert.equal(first, where);
      assert.ok(!others.includes(where), "no place has two problems with one quota");
    });
  }
});
