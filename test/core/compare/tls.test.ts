import assert from "node:assert/strict";
import { unmetBySettings } from "../../../core/compare/requirements";
import { trafficCost } from "../../../core/compare/traffic";
import type { Plan } from "../../../core/plan";
import type { Option, Settings } from "../../../core/settings/settings";
import { article, everyOption, planOf, service, settingsOf } from "../../support/scenario";

const tls = {
  serverName: "internal.example.com",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555",
};
const listener = { protocol: "TCP", serverName: "billing.example.com" } as const;

/** Settings with every service behind an existing NLB, whose listener has the given protocol and name. */
function behindNlb(option: Option, given: { protocol: "TCP" | "TLS"; serverName?: string }): Settings {
  const settings = settingsOf(article({ option, requirements: { tlsPassThrough: true } }));
  const balancer = {
    arn: "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/billing/50dc6c495c0c9188",
    dnsName: "billing.elb.us-east-1.amazonaws.com",
    listenerArn: "arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/net/billing/50dc6c495c0c9188/f2f7dc8e",
    port: 443,
    manageIngress: true,
    ...given,
  };
  const services = settings.services.map((each) => ({
    ...each,
    runtime: { kind: "existing" as const, balancer, ignoredKeys: [] },
  }));
  return { ...settings, services };
}

/** What is asked for each option: nothing, a condition or a reason against it. */
const texts = (settings: Settings) =>
  unmetBySettings(settings).map((answer) => (answer.kind === "no" ? answer.why : answer.what));

describe("a required encryption to the load balancers", () => {
  const required = { requirements: { tls: true } };

  for (const option of everyOption) {
    it(`is met by tls alone, option ${option}`, () => {
      assert.deepEqual(texts(settingsOf(article({ option, ...required }))), ["set tls: { serverName }"]);
      assert.deepEqual(texts(settingsOf(article({ option, ...required, tls }))), []);
    });
  }

  it("is impossible for a service on Cloud Map", () => {
    const cloudMap = { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } };
    const services = [service("orders", "sales", cloudMap), service("stock", "supply")];
    assert.deepEqual(texts(settingsOf(article({ services, ...required }))), [
      "orders: nothing ends TLS before a container behind Cloud Map; use an ALB or NLB",
    ]);
  });

  it("needs the name of an existing listener too", () => {
    const of = (given: Parameters<typeof behindNlb>[1]) => {
      const settings = behindNlb(1, given);
      return texts({ ...settings, requirements: { ...settings.requirements, tls: true, tlsPassThrough: false } });
    };
    assert.deepEqual(of({ protocol: "TCP" }), [
      "name an HTTPS or TLS listener and its serverName in existing (orders, customers, stock, shipping)",
    ]);
    assert.deepEqual(of({ protocol: "TLS", serverName: "billing.example.com" }), []);
  });
});

describe("TLS that ends in the service", () => {
  for (const option of everyOption) {
    it(`needs a TCP listener of an existing NLB, option ${option}`, () => {
      const [text = "", ...others] = texts(
        settingsOf(article({ option, tls, requirements: { tlsPassThrough: true } })),
      );
      assert.match(text, /^only an existing NLB passes TLS through: .* \(orders, customers, stock, shipping\)/);
      assert.deepEqual(others, []);
      assert.match(texts(behindNlb(option, { ...listener, protocol: "TLS" }))[0] ?? "", /^only an existing NLB/);
      assert.match(texts(behindNlb(option, { protocol: "TCP" }))[0] ?? "", /^only an existing NLB/);
      const passed = texts(behindNlb(option, listener));
      const doubt = "AWS documents no TLS pass-through of REST APIs with VPC links V2: try it first";
      assert.deepEqual(passed, option === 5 ? [doubt] : []);
    });
  }
});

describe("traffic of TLS listeners", () => {
  const withTls = (plan: Plan): Plan => ({
    ...plan,
    balancers: plan.balancers.map((node) =>
      node.kind === "own" && node.type === "nlb"
        ? { ...node, listeners: node.listeners.map((each) => ({ ...each, protocol: "TLS" as const })) }
        : node,
    ),
  });
  // 50 a second on each of two NLBs, in connections: 2 x 50 x 3600 x 730.
  const traffic = { requestsPerMonth: 262_800_000, averageKilobytes: 1 };

  it("costs one NLCU of an NLB for 50 new connections a second, not for 800: 4.38 USD", () => {
    const plan = planOf(article({ option: 3 }));
    const [, line] = trafficCost(withTls(plan), traffic, "us-east-1").lines;
    // 730 h x 0.006 USD.
    assert.equal(line?.usdPerMonth.toFixed(2), "4.38");
    assert.equal(line.reckoning, "1.00 NLCU by TLS connections x 730 h x 0.006 USD");
    // 50 / 800 of an NLCU for connections, 50 x 3600 KB = 0.18 GB for bytes.
    assert.equal(
      trafficCost(plan, traffic, "us-east-1").lines[1]?.reckoning,
      "0.180 NLCU by bytes x 730 h x 0.006 USD",
    );
  });
});
