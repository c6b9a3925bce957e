import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { moreServices } from "../../core/growth";
import { usageOf } from "../../core/quotas/usage";
import { article, articleServices, everyOption, manyServices, planOf, settingsOf } from "../support/scenario";

const zones = ["use1-az1", "use1-az2"];
const tls = {
  serverName: "internal.example.com",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555",
};
const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones }];
const pinned = (count: number, more: (index: number) => Record<string, unknown> = () => ({})) =>
  manyServices(count, "sales").map((each, index) => ({
    ...each,
    pins: { port: 20_001 + index, tlsPort: 30_001 + index, ...more(index) },
  }));

function decided(raw: Record<string, unknown>) {
  const decision = decide(article({ vpcs, tls, ...raw }), "us-east-1");
  return "problems" in decision ? decision.problems : [];
}

describe("certificates of a stack with TLS", () => {
  it("25 TLS listeners fit on an NLB of option 3, and 26 do not", () => {
    assert.deepEqual(decided({ option: 3, services: pinned(25) }), []);
    const problems = decided({ option: 3, services: pinned(26) });
    assert.deepEqual(
      problems.map(({ where }) => where),
      ["services[25] (s026)"],
    );
    assert.match(
      problems[0]?.message ?? "",
      /^quota elb\.certificatesPerNlb \(NLB sales-nlb-1\): "Certificates per Network Load Balancer" is 25, the plan needs 26: sales-nlb-1-30001, /,
    );
    // The listeners without TLS would not fit beside 26 either: 52 of 50.
    assert.match(
      problems[0]?.fix ?? "",
      /^take services to another NLB .*an increase \(elasticloadbalancing\/L-52964454\) does not help, because .* is 50; source: /,
    );
  });

  it("an increase of a lowered quota of certificates helps while the listeners fit twice", () => {
    const quotas = { "elb.certificatesPerNlb": { value: 10, reason: "lowered" } };
    const problems = decided({ option: 3, services: pinned(25), quotas });
    assert.deepEqual(
      problems.map(({ fix }) => fix.split(",")[0]),
      ["request an increase (elasticloadbalancing/L-52964454)"],
    );
  });

  it("a pin to another NLB is a way out that works", () => {
    const services = pinned(26, (index) => (index === 25 ? { nlb: 2 } : { nlb: 1 }));
    assert.deepEqual(decided({ option: 3, services }), []);
  });

  it("an existing certificate counts on the NLB and not for ACM", () => {
    const used = usageOf(planOf(article({ option: 3, tls })));
    assert.deepEqual(
      used
        .filter(({ quota }) => /certificates?Per|acm/i.test(quota))
        .map(({ quota, scope, used: n }) => [quota, scope, n]),
      [
        ["elb.certificatesPerNlb", "NLB sales-nlb-1", 2],
        ["elb.certificatesPerNlb", "NLB supply-nlb-1", 2],
      ],
    );
  });

  it("a TCP listener counts none: without tls, and before an ALB that ends TLS", () => {
    const counted = (keys: Record<string, unknown>) =>
      usageOf(planOf(article(keys))).flatMap(({ quota, used }) => (quota === "elb.certificatesPerNlb" ? [used] : []));
    assert.deepEqual(counted({ option: 3 }), []);
    assert.deepEqual(counted({ option: 4, tls }), []);
  });

  it("a domain that another stack has counts there", () => {
    const domain = { name: "api.example.com", existing: true, basePath: "v1" };
    const quotas = usageOf(planOf(article({ domain }))).map(({ quota }) => quota);
    assert.deepEqual(
      quotas.filter((quota) => /acm|Domain/.test(quota)),
      [],
    );
  });

  it("growth stops at 25 TLS listeners of each NLB, and copies take no port of another", () => {
    // Copies go to sales, sales, supply, supply: 45 are 23 in sales, beside 2 services, and 22 in supply.
    const { more, stoppedBy } = moreServices(settingsOf(article({ option: 3, tls })));
    assert.equal(more, 45);
    assert.match(stoppedBy ?? "", /^quota elb\.certificatesPerNlb \(NLB sales-nlb-1\): .* is 25, the plan needs 26$/);
  });

  it("growth with TLS to the containers is the same", () => {
    const services = articleServices.map((each) => ({ ...each, containerTls: true, containerPort: 8443 }));
    const [one, other] = [{}, { services }].map((more) =>
      moreServices(settingsOf(article({ option: 3, tls, ...more }))),
    );
    assert.deepEqual(one, other);
  });

  for (const option of everyOption.filter((each) => each !== 3)) {
    it(`growth of option ${option} stops where it does without TLS`, () => {
      const [plain, encrypted] = [{}, { tls }].map((more) => moreServices(settingsOf(article({ option, ...more }))));
      assert.deepEqual(encrypted, plain);
    });
  }
});

describe("where a quota of certificates or domain names is exceeded", () => {
  const raw = {
    hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
    tls: { serverName: "internal.example.com" },
    domain: { name: "api.example.com" },
  };
  const whereOf = (quota: string, used: number) =>
    decided({ ...raw, services: pinned(1), usedElsewhere: { [quota]: used } }).map(({ where }) => where);

  it("the second certificate is that of the domain, and the first that of tls", () => {
    assert.deepEqual(whereOf("acm.certificates", 2499), ["domain"]);
    assert.deepEqual(whereOf("acm.certificates", 2500), ["tls"]);
    assert.deepEqual(whereOf("acm.certificates", 2498), []);
  });

  it("the domain name is that of domain", () => {
    assert.deepEqual(whereOf("apigateway.customDomains", 120), ["domain"]);
  });
});
