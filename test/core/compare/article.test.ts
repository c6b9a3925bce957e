import assert from "node:assert/strict";
import type { Assessment } from "../../../core/compare/assessment";
import { compare } from "../../../core/compare/compare";
import type { Comparison } from "../../../core/compare/compare";
import { article, manyServices, service } from "../../support/scenario";

const traffic = { requestsPerMonth: 1_000_000, averageKilobytes: 10 };

function compared(raw: Record<string, unknown>, given = traffic, growTo?: number): Comparison {
  const comparison = compare(raw, "us-east-1", given, growTo);
  assert.ok("assessed" in comparison);
  return comparison;
}
const listed = ({ assessed }: Comparison): readonly Assessment[] =>
  assessed.filter(({ front }) => front === "as listed");
const byId = ({ assessed }: Comparison, id: string) => assessed.find((assessment) => assessment.id === id);

describe("comparison of the article's four services", () => {
  const comparison = compared(article());

  it("load balancers cost 65.70, 65.70, 32.85, 98.55 and 65.70 USD a month", () => {
    // An hour of either kind is 0.0225 USD, a month 730 hours: 16.425 USD; 4, 4, 2, 6 and 4 of them.
    assert.deepEqual(
      listed(comparison).map(({ measures }) => measures?.balancerUsdPerMonth),
      [65.7, 65.7, 32.85, 98.55, 65.7],
    );
  });

  it("options use 2, 4, 2, 2 and 2 VPC links", () => {
    assert.deepEqual(
      listed(comparison).map(({ measures }) => measures?.counts.links),
      [2, 4, 2, 2, 2],
    );
  });

  it("requests pass three hops, and a second load balancer in option 4", () => {
    assert.deepEqual(
      listed(comparison).map(({ measures }) => measures?.hops),
      [3, 3, 3, 4, 3],
    );
  });

  it("services share a load balancer in options 3 and 4 only", () => {
    assert.deepEqual(
      listed(comparison).map(({ measures }) => measures?.independent),
      [true, true, false, false, true],
    );
    assert.deepEqual(byId(comparison, "3")?.measures?.blast, { balancer: 2, link: 2 });
    assert.deepEqual(byId(comparison, "2")?.measures?.blast, { balancer: 1, link: 1 });
  });

  it("options grow to 50, 20, 149, 50 and 50 services by topology limits", () => {
    // (300 resources - 1 root) / 2 per service = 149.
    assert.deepEqual(
      listed(comparison).map(({ topologyStop }) => `${topologyStop?.services ?? 0}: ${topologyStop?.by ?? ""}`),
      [
        "50: Application Load Balancers per Region: 50",
        "20: VPC links: 20",
        "149: Resources per API: 300 (API option-3)",
        "50: Application Load Balancers per Region: 50",
        "50: Application Load Balancers per Region: 50",
      ],
    );
  });

  it("one ALB per VPC grows to 60 security group rules in each of two VPCs", () => {
    const stop = byId(comparison, "5 shared ALB")?.topologyStop;
    assert.equal(stop?.services, 120);
    assert.match(stop.by, /^Inbound or outbound rules per security group: 60/);
  });

  it("one NLB per VPC grows to 50 listeners in each of two VPCs", () => {
    assert.equal(byId(comparison, "1 shared NLB")?.topologyStop?.services, 100);
  });
});

describe("limits of the account", () => {
  it("are separate from topology limits: vCPU with a quota from the settings", () => {
    // A task of 256 units twice over is half a vCPU; 10 vCPU are 20 tasks, 10 services of two.
    const quotas = { "fargate.onDemandVcpu": { value: 10, reason: "as applied" } };
    const assessment = byId(compared(article({ quotas })), "1");
    assert.equal(assessment?.topologyStop?.services, 50);
    assert.deepEqual(assessment.accountStop, {
      services: 10,
      atLeast: false,
      by: "Fargate On-Demand vCPU resource count: 10",
    });
  });

  it("stop growth where they come first, and else the topology does", () => {
    const quotas = { "fargate.onDemandVcpu": { value: 10, reason: "as applied" } };
    const grown = (services: number) => byId(compared(article({ quotas }), traffic, services), "1")?.grown;
    assert.deepEqual(grown(30)?.stop, { services: 10, by: "Fargate On-Demand vCPU resource count: 10" });
    assert.equal(grown(10)?.stop, undefined);
    // Ten ALBs at 16.425 USD and two NAT gateways with addresses, 73.00; 5 vCPU at 29.5504 USD and 10 GB at 3.24485.
    assert.equal(grown(10)?.cost?.fixedUsdPerMonth, 417.45);
  });

  it("a list above a limit shows how many of its services fit", () => {
    const raw = article({
      vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }],
      services: manyServices(25, "sales"),
    });
    const two = byId(compared(raw), "2");
    assert.deepEqual(
      two?.broken.map(({ text }) => text),
      ["VPC links is 20, the plan needs 25"],
    );
    assert.equal(two.topologyStop?.services, 20);
  });
});

describe("cost of traffic", () => {
  const lines = (id: string, given: typeof traffic) =>
    byId(compared(article(), given), id)?.measures?.traffic.lines.map(
      ({ name, usdPerMonth }) => `${name} ${usdPerMonth.toFixed(2)}`,
    ) ?? [];

  it("charges requests by the price tiers of each API type", () => {
    // HTTP: 300 M x 1.00 + 100 M x 0.90 = 390; REST: 333 M x 3.50 + 67 M x 2.80 = 1165.50 + 187.60 = 1353.10.
    const given = { requestsPerMonth: 400_000_000, averageKilobytes: 1 };
    assert.equal(lines("1", given)[0], "HTTP API requests 390.00");
    assert.equal(lines("2", given)[0], "REST API requests 1353.10");
  });

  it("meters an HTTP request per 512 KB, and a REST request once", () => {
    const given = { requestsPerMonth: 1_000_000, averageKilobytes: 600 };
    assert.equal(lines("1", given)[0], "HTTP API requests 2.00");
    assert.equal(lines("5", given)[0], "REST API requests 3.50");
  });

  it("charges LCUs by the largest dimension: connections or bytes", () => {
    // 4 services, 262.8 M requests: 25 per second and service, one LCU: 730 x 0.008 = 5.84.
    assert.equal(lines("1", { requestsPerMonth: 262_800_000, averageKilobytes: 1 })[1], "LCUs of orders-alb 5.84");
    // 100 KB each: 25 x 3600 x 100 KB = 9 GB an hour, nine LCUs: 52.56.
    assert.equal(lines("1", { requestsPerMonth: 262_800_000, averageKilobytes: 100 })[1], "LCUs of orders-alb 52.56");
  });

  it("charges one NLCU per 800 connections per second of an NLB: 4.38 USD", () => {
    // Two services on one NLB of option 3, half of 1600 per second: 1600 x 730 x 3600 = 4204.8 M requests.
    const given = { requestsPerMonth: 4_204_800_000, averageKilobytes: 0.1 };
    assert.equal(lines("3", given)[1], "NLCUs of sales-nlb-1 4.38");
  });
});

describe("conflicts of hashes", () => {
  it("do not limit a topology; the comparison shows the number of pins", () => {
    // s002 and s072 hash to the same port.
    const services = [service("s002", "sales"), service("s072", "sales")];
    const three = byId(compared(article({ services })), "3");
    assert.deepEqual([three?.pins, three?.problems], [1, []]);
    assert.equal(three?.topologyStop?.services, 149);
  });
});
