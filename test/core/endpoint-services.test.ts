import assert from "node:assert/strict";
import { fixedCost } from "../../core/cost";
import { interfacesOf, subnetUse } from "../../core/addresses";
import type { Plan, TargetGroupNode } from "../../core/plan";
import { ownBalancers } from "../../core/plan-queries";
import { planStack } from "../../core/planner";
import { unpinnedPlacements } from "../../core/placement/unpinned";
import { routeLines } from "../../core/route-lines";
import { billing, providerName } from "../support/endpoint-services";
import { article, everyOption, planOf, service, settingsOf } from "../support/scenario";

const settings = (option: number, endpoint = {}, more = {}, keys = {}) =>
  settingsOf(article({ option, services: [service("orders", "sales"), billing(endpoint, more)], ...keys }));

const groupsOf = (plan: Plan): readonly TargetGroupNode[] =>
  ownBalancers(plan)
    .flatMap(({ targetGroups }) => targetGroups)
    .filter(({ target }) => target.kind === "endpoint");

const hopsOf = (plan: Plan) => routeLines(plan).find(({ service: name }) => name === "billing")?.hops;
const tls = { tls: { serverName: "lb.example.com" }, hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" } };

describe("the plan of a service of another account", () => {
  it("has an endpoint in all zones of its VPC, or in those that are named, in their order", () => {
    const zonesOf = (endpoint: object) => planStack(settings(1, endpoint)).plan.endpoints.map(({ zones }) => zones);
    assert.deepEqual(zonesOf({}), [["use1-az1", "use1-az2"]]);
    assert.deepEqual(zonesOf({ zones: ["use1-az2", "use1-az1"] }), [["use1-az1", "use1-az2"]]);
    assert.deepEqual(zonesOf({ zones: ["use1-az2"] }), [["use1-az2"]]);
  });

  const paths: Readonly<Record<number, readonly string[]>> = {
    1: ["link sales (V2)", "ALB billing-alb :80"],
    2: ["link billing-nlb (V1)", "NLB billing-nlb :80"],
    3: ["link sales-nlb-1 (V1)", "NLB sales-nlb-1 :46109"],
    4: ["link sales-front-1 (V1)", "NLB sales-front-1 :46109", "ALB billing-alb :80"],
    5: ["link sales (V2)", "ALB billing-alb :80"],
  };
  const tlsPaths: Readonly<Record<number, readonly string[]>> = {
    1: ["https ALB billing-alb :8443"],
    2: ["https NLB billing-nlb :8443"],
    4: ["https through NLB sales-front-1 :", "https ALB billing-alb :8443"],
    5: ["https ALB billing-alb :8443"],
  };
  for (const option of everyOption) {
    it(`has its load balancers in front of the endpoint, option ${option}`, () => {
      const { plan } = planStack(settings(option));
      assert.deepEqual(hopsOf(plan), [...(paths[option] ?? []), "endpoint billing:8080, in another account"]);
      assert.deepEqual(
        plan.services.map(({ name }) => name),
        ["orders"],
      );
    });

    it(`encrypts the connection to a provider that takes TLS, option ${option}`, () => {
      const { plan, problems } = planStack(settings(option, { tls: true, port: 443 }, {}, tls));
      assert.deepEqual(problems, []);
      const [group] = groupsOf(plan);
      const type = option === 2 || option === 3 ? "TLS" : "HTTPS";
      assert.deepEqual([group?.protocol, group?.healthCheckProtocol, group?.port], [type, "HTTPS", 80]);
      const hops = hopsOf(plan) ?? [];
      assert.equal(hops.at(-1), "https endpoint billing:443, in another account");
      for (const [index, text] of (tlsPaths[option] ?? []).entries())
        assert.ok(hops[index + 1]?.startsWith(text), hops.join());
    });
  }

  it("shares the load balancer of a group, and stands by at another one", () => {
    const services = [
      service("orders", "sales", { group: "web" }),
      billing({}, { group: "web", standby: { group: null, balancer: "nlb" }, drainSeconds: 60 }),
    ];
    for (const option of [1, 5]) {
      const { plan, problems, notes } = planStack(settingsOf(article({ option, services })));
      assert.deepEqual(problems, []);
      assert.deepEqual(
        notes.filter((note) => note.includes("standby")),
        [
          "billing: its endpoint is also registered in an NLB of its own (standby), and requests go to the ALB of group web. No update waits until its targets in a new place are healthy: let the new place be the standby for one update, exchange both, then remove standby",
        ],
      );
      assert.deepEqual(
        groupsOf(plan).map(({ name, protocol, drainSeconds }) => [name, protocol, drainSeconds]),
        [
          ["web-alb-billing", "HTTP", 60],
          ["billing-nlb", "TCP", 60],
        ],
      );
      assert.deepEqual(
        plan.apis[0]?.standbys?.map(({ service: name, endpoint }) => [name, endpoint]),
        [["billing", { kind: "listener", balancer: "billing-nlb", port: 80 }]],
      );
    }
  });

  it("counts an address, a network interface and a price in each zone of the endpoint", () => {
    const [without, with1, with2] = [
      planOf(article({ services: [service("orders", "sales")] })),
      planStack(settings(1, { zones: ["use1-az2"] })).plan,
      planStack(settings(1)).plan,
    ];
    const needed = (plan: Plan) =>
      subnetUse(plan)
        .filter(({ vpc }) => vpc.name === "sales")
        .map((use) => use.needed);
    const [first = 0, second = 0] = needed(without);
    // An ALB of its own needs 8 addresses in each zone.
    assert.deepEqual(needed(with1), [first + 8, second + 9]);
    assert.deepEqual(needed(with2), [first + 9, second + 9]);
    assert.deepEqual(
      [without, with1, with2].map((plan) => interfacesOf(plan, "sales").endpoints),
      [0, 1, 2],
    );
    const costOf = (plan: Plan) =>
      fixedCost(plan, "us-east-1").lines.find(({ name }) => name.startsWith("Interface endpoint"))?.count;
    assert.deepEqual([without, with1, with2].map(costOf), [undefined, 1, 2]);
  });

  it("pins the listener port and the rule priority", () => {
    const shared = settings(3);
    const pins = unpinnedPlacements(planStack(shared).plan, shared).find(({ owner }) => owner === "billing")?.pins;
    assert.deepEqual(pins, { nlb: 1, port: 46_109 });
    const grouped = settings(1, {}, { group: "web" });
    const { priority } =
      unpinnedPlacements(planStack(grouped).plan, grouped).find(({ owner }) => owner === "billing")?.pins ?? {};
    assert.ok(priority !== undefined && priority >= 10);
  });

  it("says what the provider has to do", () => {
    const [note] = planStack(settings(1)).notes.filter((text) => text.startsWith("billing: "));
    assert.equal(
      note,
      `billing: the owner of ${providerName} has to allow this account before the update, and to accept the endpoint after it, if the service requires that; until then requests for billing fail`,
    );
  });
});
