import assert from "node:assert/strict";
import { accessLogBytes } from "../../../core/compare/log-cost";
import { trafficCost } from "../../../core/compare/traffic";
import type { TrafficLine } from "../../../core/compare/traffic-line";
import type { Plan } from "../../../core/plan";
import type { ApiNode } from "../../../core/plan-api";
import { article, existingVpc, planOf, service } from "../../support/scenario";

const traffic = { requestsPerMonth: 100_000_000, averageKilobytes: 10 };

const linesOf = (plan: Plan, given = traffic, region = "us-east-1"): readonly TrafficLine[] =>
  trafficCost(plan, given, region).lines;

/** The lines of a kind, as `name: USD = calculation`. */
const texts = (lines: readonly TrafficLine[], of: TrafficLine["of"]) =>
  lines
    .filter((line) => line.of === of)
    .map(({ name, usdPerMonth, reckoning }) => `${name}: ${usdPerMonth.toFixed(2)} = ${reckoning}`);

const withApi = (plan: Plan, changes: Partial<ApiNode>): Plan => ({
  ...plan,
  apis: plan.apis.map((api) => ({ ...api, ...changes })),
});

const one = (changes: Record<string, unknown> = {}) =>
  planOf(article({ services: [service("orders", "sales")], ...changes }));

describe("cost of logs from traffic", () => {
  it("containers write 1 KB for each request, which leaves the VPC by a NAT gateway", () => {
    // 100 M x 1000 bytes.
    const lines = linesOf(one());
    assert.deepEqual(texts(lines, "logs"), ["Container logs (estimate): 50.00 = 100 GB x 0.5 USD"]);
    assert.deepEqual(texts(lines, "network"), ["Container logs through NAT gateways: 4.50 = 100 GB x 0.045 USD"]);
  });

  it("without NAT they pass an interface endpoint; what an existing VPC has is unknown", () => {
    const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"], nat: "none" }];
    const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1";
    const without = one({ vpcs, services: [service("orders", "sales", { image })] });
    assert.deepEqual(texts(linesOf(without), "network"), [
      "Container logs through endpoints: 1.00 = 100 GB x 0.01 USD",
    ]);
    const existing = planOf(article({ vpcs: [existingVpc(0)], services: [service("orders", "v0")] }));
    assert.deepEqual(texts(linesOf(existing), "network"), []);
    assert.equal(texts(linesOf(existing), "logs").length, 1);
  });

  it("access logs cost the length of their line", () => {
    // The names of the fields are 8 to 24 characters, and a value counts as 24.
    const bytes = accessLogBytes("http");
    assert.ok(bytes > 20 * 30 && bytes < 20 * 60, String(bytes));
    assert.ok(accessLogBytes("rest") > bytes);
    const lines = linesOf(withApi(one(), { accessLogs: { retentionDays: 30 } }), {
      requestsPerMonth: 1_000_000_000 / bytes,
      averageKilobytes: 10,
    });
    assert.equal(texts(lines, "logs")[0], "Access logs (estimate): 0.50 = 1.00 GB x 0.5 USD");
  });

  it("load balancers log in S3: ALBs all requests, NLBs only TLS", () => {
    const loadBalancerLogs = { bucket: "logs", prefix: "sales" };
    // 100 M x 500 bytes; one ALB in two zones, 12 files an hour: 2 x 12 x 730 = 17.52 thousand.
    assert.deepEqual(texts(linesOf({ ...one(), loadBalancerLogs }), "logs").slice(1), [
      "Load balancer logs (estimate): 1.15 = 50.0 GB x 0.023 USD",
      "Files of load balancer logs: 0.09 = 17.5 thousand x 0.005 USD",
    ]);
    assert.equal(texts(linesOf({ ...one({ option: 2 }), loadBalancerLogs }), "logs").length, 1);
    const tls = {
      serverName: "internal.example.com",
      certificate: "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555",
    };
    assert.equal(texts(linesOf({ ...one({ option: 2, tls }), loadBalancerLogs }), "logs").length, 3);
  });
});

describe("cost of requests beside those of clients", () => {
  const cors = (maxAgeSeconds: number) => one({ cors: { origins: ["https://app.example.com"], maxAgeSeconds } });

  it("browsers send a preflight before each request that is more than its lifetime away: one of ten for 600 s", () => {
    assert.deepEqual(texts(linesOf(cors(600)), "requests"), [
      "HTTP API requests: 100.00 = 100 M x 1 USD",
      "CORS preflights (estimate): 10.00 = 10 M x 1 USD",
    ]);
    assert.deepEqual(texts(linesOf(cors(-1)), "requests").slice(1), [
      "CORS preflights (estimate): 100.00 = 100 M x 1 USD",
    ]);
  });

  it("preflights continue the price tiers", () => {
    // 299 M requests; of 29.9 M preflights, 1 M in the first tier.
    const lines = linesOf(cors(600), { requestsPerMonth: 299_000_000, averageKilobytes: 10 });
    assert.equal(texts(lines, "requests")[1], "CORS preflights (estimate): 27.01 = 1 M x 1 USD + 28.9 M x 0.9 USD");
  });

  it("AWS WAF inspects requests and preflights", () => {
    const webAcl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/1";
    assert.deepEqual(texts(linesOf(withApi(one({ option: 5 }), { webAcl })), "WAF"), [
      "Requests inspected by AWS WAF: 60.00 = 100 M x 0.6 USD",
    ]);
    assert.deepEqual(texts(linesOf(withApi(cors(600), { webAcl })), "WAF"), [
      "Requests inspected by AWS WAF: 66.00 = 110 M x 0.6 USD",
    ]);
  });

  it("X-Ray records the first request of a second, and 5 % of the others", () => {
    // 730 h are 2.628 M seconds; 5 % of the other 97.372 M are 4.8686 M: 7.4966 M.
    const traced = withApi(one({ option: 5 }), { tracing: true });
    assert.deepEqual(texts(linesOf(traced), "traces"), ["X-Ray traces: 37.48 = 7.5 M x 5 USD"]);
    assert.deepEqual(texts(linesOf(traced, { requestsPerMonth: 1_000_000, averageKilobytes: 1 }), "traces"), [
      "X-Ray traces: 5.00 = 1 M x 5 USD",
    ]);
    assert.deepEqual(texts(linesOf(one({ option: 5 })), "traces"), []);
  });
});

describe("traffic by Region", () => {
  const given = { requestsPerMonth: 400_000_000, averageKilobytes: 1 };

  it("eu-west-1 has its own tiers of both kinds of API", () => {
    // 333 x 3.50 + 67 x 3.19; 300 x 1.11 + 100 x 1.
    const [rest] = linesOf(one({ option: 5 }), given, "eu-west-1");
    assert.deepEqual([rest?.usdPerMonth, rest?.pricedIn], [1379.23, "eu-west-1"]);
    const [http] = linesOf(one(), given, "eu-west-1");
    assert.deepEqual([http?.usdPerMonth, http?.pricedIn], [433, "eu-west-1"]);
  });

  it("a tier that is known in us-east-1 only marks the line", () => {
    // 300 x 1.20 of eu-central-1, 100 x 0.90 of us-east-1.
    const [http] = linesOf(one(), given, "eu-central-1");
    assert.deepEqual([http?.usdPerMonth, http?.pricedIn], [450, "us-east-1"]);
    const [within] = linesOf(one(), { requestsPerMonth: 1_000_000, averageKilobytes: 1 }, "eu-central-1");
    assert.deepEqual([within?.usdPerMonth, within?.pricedIn], [1.2, "eu-central-1"]);
  });
});
