import assert from "node:assert/strict";
import { compare } from "../../../core/compare/compare";
import { comparisonTable } from "../../../report/comparison";
import { usagePlans } from "../../support/access";
import { article, existingVpc, hex, manyServices, service } from "../../support/scenario";

const zones = ["use1-az1", "use1-az2"];
const elb = "arn:aws:elasticloadbalancing:us-east-1:111122223333";
const existingAlb = (index: number) => ({
  name: `s${index}`,
  vpc: "v0",
  pins: { port: 20_001 + index },
  existing: {
    arn: `${elb}:loadbalancer/app/b${index}/50dc6c495c0c${1000 + index}`,
    dnsName: `internal-b${index}.us-east-1.elb.amazonaws.com`,
    listenerArn: `${elb}:listener/app/b${index}/50dc6c495c0c${1000 + index}/f2f7dc8efc522ab2`,
    port: 80,
    protocol: "HTTP",
    securityGroupId: `sg-${hex(index)}`,
  },
});

const traffic = { requestsPerMonth: 1_000_000, averageKilobytes: 10 };

function recommended(raw: Record<string, unknown>) {
  const comparison = compare(raw, "us-east-1", traffic);
  assert.ok("recommendation" in comparison);
  return comparison.recommendation;
}

describe("the recommendation", () => {
  it("WAF requires a REST API; it uses no legacy VPC links", () => {
    const { choice, reasons } = recommended(article({ requirements: { waf: true } }));
    assert.equal(choice, "5");
    assert.equal(reasons[0], "1 is excluded: AWS WAF does not support HTTP APIs");
  });

  it("an option that several keys exclude has one full reason and names the others", () => {
    const services = [service("orders", "sales", { streaming: true, timeoutSeconds: 31 })];
    const compared = compare(article({ services, usagePlans }), "us-east-1", traffic);
    assert.ok("recommendation" in compared);
    assert.equal(
      compared.recommendation.reasons[0],
      "1 is excluded: usagePlans: is set, and option 1 creates an HTTP API, which has no API keys; also services[0].timeoutSeconds (orders), services[0].streaming (orders)",
    );
    const fits = new Map(comparisonTable(compared).rows.map(([option = "", text]) => [option, text]));
    assert.equal(fits.get("1"), "no: usagePlans, services[0].timeoutSeconds (orders), services[0].streaming (orders)");
    assert.equal(fits.get("1 NLB each"), "no: as option 1");
  });

  it("30 services on existing ALBs: an HTTP API, which costs least per request", () => {
    const raw = { vpcs: [existingVpc(0)], services: Array.from({ length: 30 }, (_, index) => existingAlb(index)) };
    const { choice, reasons } = recommended(raw);
    assert.equal(choice, "1");
    assert.equal(reasons.at(-1), "lowest monthly cost, fixed and traffic: 1; not 5");
  });

  it("services pinned to one port: options that use the pins are excluded, the others are compared", () => {
    const pins = { nlb: 1, port: 30_000 };
    const services = ["a", "b"].map((name) => service(name, "sales", { pins }));
    const { choice, reasons } = recommended(article({ services }));
    assert.equal(choice, "1");
    assert.equal(
      reasons.find((reason) => reason.startsWith("3 is excluded")),
      "3 is excluded: services[1].pins.port (b): a and b are both pinned to listener port 30000 on sales-nlb-1",
    );
  });

  it("60 services in one VPC at lowest cost: one shared ALB", () => {
    const raw = article({
      vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones }],
      services: manyServices(60, "sales"),
      requirements: { lowestCost: true },
    });
    assert.equal(recommended(raw).choice, "1 shared ALB");
  });

  it("15 VPCs exceed the 10 VPC links V2: one V1 link and NLB per VPC", () => {
    const services = Array.from({ length: 30 }, (_, index) => service(`s${index}`, `v${index % 15}`));
    const raw = { vpcs: Array.from({ length: 15 }, (_, index) => existingVpc(index)), services };
    const { choice, reasons } = recommended(raw);
    assert.equal(choice, "3");
    assert.match(reasons[0] ?? "", /^fits the topology quotas without an increase: 3, 4, 4 shared ALB; not 1, 2, 5/);
  });

  it("services that require independence have their own load balancers", () => {
    const needs = { lowestCost: true, independentDeployment: true };
    assert.equal(recommended(article({ requirements: needs })).choice, "1 NLB each");
  });

  it("60 seconds per request require a REST API, 400 one that streams; no option allows 901", () => {
    assert.equal(recommended(article({ requirements: { timeoutSeconds: 60 } })).choice, "5");
    assert.equal(recommended(article({ requirements: { timeoutSeconds: 400 } })).choice, "5");
    const { choice, reasons } = recommended(article({ requirements: { timeoutSeconds: 901 } }));
    assert.equal(choice, undefined);
    assert.match(reasons.at(-1) ?? "", /no option remains/);
  });

  it("TLS that ends in the service excludes no option: each needs an existing NLB", () => {
    const { choice, reasons } = recommended(article({ requirements: { tlsPassThrough: true } }));
    assert.equal(choice, "1");
    assert.deepEqual(
      reasons.filter((reason) => reason.includes("is excluded")),
      [],
    );
  });

  it("a configuration that is invalid under every option returns its problems", () => {
    const wrong = compare({ ...article(), stage: "a b" }, "us-east-1", { requestsPerMonth: 1, averageKilobytes: 1 });
    assert.ok("problems" in wrong);
    assert.match(wrong.problems.map(({ where }) => where).join(), /stage/);
  });
});
