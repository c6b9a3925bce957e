import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { planStack } from "../../core/planner";
import { article, everyOption, problemsOf, service, settingsOf } from "../support/scenario";
import type { Entry } from "../support/scenario";

const front = {
  tls: { serverName: "internal.example.com" },
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
};
/** A raised quota of certificates, so that the quota of listeners decides. */
const manyCertificates = { "elb.certificatesPerNlb": { value: 100, reason: "raised" } };

/** `count` services in one VPC, with both ports pinned. */
const list = (count: number, more: (index: number) => Record<string, unknown> = () => ({})): Entry[] =>
  Array.from({ length: count }, (_, index) => {
    const { pins, ...others } = { pins: {}, ...more(index) };
    const own = { port: 20_001 + index, tlsPort: 30_001 + index, priority: 3001 + index };
    return service(`s${String(index + 1).padStart(2, "0")}`, "sales", {
      desiredCount: 1,
      pins: { ...own, ...pins },
      ...others,
    });
  });

const problems = (raw: Record<string, unknown>) =>
  planStack(settingsOf(raw)).problems.map(({ where, message, fix }) => `${where}: ${message} => ${fix}`);
const notes = (raw: Record<string, unknown>) => planStack(settingsOf(raw)).notes;

describe("listeners during a move to TLS", () => {
  const stack = (services: Entry[], more: Record<string, unknown> = {}) =>
    article({ ...front, option: 3, quotas: manyCertificates, services, ...more });

  it("option 3: 25 services on an NLB have 50 listeners while tls is turned on", () => {
    assert.deepEqual(problems(stack(list(25))), []);
  });

  it("option 3: 26 services on an NLB are refused with the count", () => {
    assert.deepEqual(problems(stack(list(26))), [
      'services[25] (s26): NLB sales-nlb-1: turning tls on or off needs 52 listeners at once, 26 with TLS and 26 without; "Listeners per Network Load Balancer" is 50, which AWS does not raise => pin services to further NLBs with pins.nlb, at most 25 to each',
    ]);
  });

  it("option 3: the way out works, for all settings and quotas", () => {
    const spread = (index: number) => ({ pins: { nlb: Math.floor(index / 25) + 1 } });
    assert.deepEqual(problemsOf(stack(list(60, spread))), []);
  });

  it("option 3: a standby that is one listener too much for the move has a note", () => {
    const about = (services: Entry[]) => notes(stack(services)).filter((note) => note.includes("standby of"));
    const standby = { standby: { containerTls: true, containerPort: 8443 } };
    const moving = (count: number, own: Record<string, unknown>) =>
      list(count, (index) => (index === 0 ? { ...own, pins: { containerTlsPort: 40_001 } } : {}));
    // 25 listeners without TLS, 25 with TLS, and that of the container that takes it.
    assert.deepEqual(about(moving(25, standby)), [
      'NLB sales-nlb-1: an update that turns tls on or off, and has the standby of s01 too, needs 51 listeners at once; "Listeners per Network Load Balancer" is 50, which AWS does not raise; turn tls on or off in an update without standby',
    ]);
    assert.deepEqual(problems(stack(moving(25, standby))), []);
    assert.deepEqual(about(moving(24, standby)), []);
    assert.deepEqual(about(list(25)), []);
  });

  it("the NLB of a group: the standby of a service elsewhere has two listeners during the move", () => {
    const about = (count: number) =>
      notes(
        stack(
          list(count, (index) =>
            index === 0 ? { standby: { balancer: "nlb", group: "fast" } } : { group: "fast", balancer: "nlb" },
          ),
          { option: 5 },
        ),
      ).filter((note) => note.includes("standby of"));
    assert.deepEqual(about(25), []);
    assert.match(about(26)[0] ?? "", /^NLB fast-nlb: .* the standby of s01 too, needs 52 listeners at once/);
  });

  it("without tls, 50 services on an NLB are accepted", () => {
    assert.deepEqual(problems(article({ option: 3, services: list(50) })), []);
  });

  it("the NLB of a group with 26 services is refused, and its way out works", () => {
    const group = () => ({ group: "fast", balancer: "nlb" });
    const [problem, ...others] = problems(stack(list(26, group), { option: 5 }));
    assert.match(problem ?? "", /^services\[25\] \(s26\): NLB fast-nlb: .* => divide the service group, .* most 25/);
    assert.deepEqual(others, []);
    const divided = (index: number) => ({ group: `fast${index % 2}`, balancer: "nlb" });
    assert.deepEqual(problems(stack(list(26, divided), { option: 5 })), []);
  });

  it("a shared ALB with more rules than half of the quota has a note", () => {
    const group = () => ({ group: "web" });
    const about = (count: number) =>
      notes(stack(list(count, group), { option: 5 })).filter((note) => note.includes("rulesPerAlb"));
    // 49 services and the health check.
    assert.deepEqual(about(49), []);
    assert.deepEqual(about(50), [
      'ALB web-alb: an update that turns tls on or off counts 102 toward quota elb.rulesPerAlb, "Rules per Application Load Balancer", which is 100; request an increase before',
    ]);
  });

  it("option 4: more ALBs on an NLB than half of its targets have a note", () => {
    const about = (count: number, option: number) =>
      notes(stack(list(count), { option })).filter((note) => note.includes("targetsPerZonePerNlb"));
    assert.deepEqual(about(5, 4), []);
    assert.match(
      about(6, 4)[0] ?? "",
      /^NLB sales-front-1: an update .* counts 600 toward quota elb\.targetsPerZonePerNlb/,
    );
    assert.deepEqual(about(25, 3), []);
  });

  it("option 1: integrations count twice during the move", () => {
    const strip = () => ({ stripPrefix: true });
    const about = (count: number) =>
      notes(stack(list(count, strip), { option: 1 })).filter((note) => note.includes("integrationsPerHttpApi"));
    assert.deepEqual(about(75), []);
    assert.match(about(76)[0] ?? "", /^API option-1: .* counts 304 .* AWS does not raise it/);
  });
});

describe("notes on TLS", () => {
  const about = (raw: Record<string, unknown>) => {
    const decision = decide(raw, "us-east-1");
    assert.ok("notes" in decision, JSON.stringify(decision));
    return decision.notes.filter((note) => /^tls:|authorities/.test(note));
  };
  const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";

  for (const option of everyOption)
    it(`option ${option}: what is encrypted, and what is not`, () => {
      assert.deepEqual(about(article({ ...front, option })), [
        "tls: requests are encrypted from API Gateway to the load balancers, and not from there to the tasks of orders, customers, stock, shipping; containerTls of a service encrypts them there too",
      ]);
      assert.deepEqual(about(article({ option })), []);
    });

  it("a service is in clear text by the place that serves it, and a retired one has no requests", () => {
    const services = [
      service("orders", "sales", { containerTls: true, standby: { containerTls: false, containerPort: 8081 } }),
      service("customers", "sales", { standby: { containerTls: true, containerPort: 8443 } }),
      service("stock", "sales", { retired: true }),
    ];
    assert.deepEqual(about(article({ ...front, services })), [
      "tls: requests are encrypted from API Gateway to the load balancers, and not from there to the tasks of customers; containerTls of a service encrypts them there too",
    ]);
  });

  it("a certificate that the stack does not issue has to be public", () => {
    assert.deepEqual(about(article({ tls: { ...front.tls, certificate } })).slice(1), [
      "internal.example.com: API Gateway trusts certificates of public authorities only; with one of a private authority, or a self-signed one, requests fail with status 500",
    ]);
  });
});
