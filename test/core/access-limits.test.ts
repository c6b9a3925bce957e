import assert from "node:assert/strict";
import { assess } from "../../core/compare/assessment";
import { compare } from "../../core/compare/compare";
import { decide } from "../../core/decide";
import { sized } from "../../core/growth";
import { usageOf } from "../../core/quotas/usage";
import { planStack } from "../../core/planner";
import { article, everyOption, planOf, problemsOf, service, settingsOf } from "../support/scenario";

const auth = { kind: "iam" };
const cors = { origins: ["https://www.example.com"] };
const zones = ["use1-az1", "use1-az2"];
const vpcs = [{ name: "sales", cidr: "10.1.0.0/16", zones }];

/** Services in groups of 40: the security group of one ALB admits 60 at most. */
const listed = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    service(`s${index}`, "sales", {
      group: `web${Math.floor(index / 40)}`,
      pins: { priority: 1000 + index, port: 20_001 + index },
      desiredCount: 1,
    }),
  );
const stack = (option: number, count: number, more: Record<string, unknown> = {}) =>
  article({ option, vpcs, services: listed(count), ...more });
const limit = (used: number) =>
  `services: quota apigateway.routesPerHttpApi (API option-1): "Routes per HTTP API" is 300, the plan needs ${used}`;

describe("the services that an API has routes for", () => {
  it("an HTTP API has 150: two routes each", () => {
    assert.deepEqual(problemsOf(stack(1, 150)), []);
    assert.ok(problemsOf(stack(1, 151))[0]?.startsWith(limit(302)));
    // Without authorization API Gateway answers preflights itself; without CORS there are none.
    assert.deepEqual(problemsOf(stack(1, 150, { cors })), []);
    assert.deepEqual(problemsOf(stack(1, 150, { auth })), []);
  });

  it("an HTTP API has 75 with CORS and authorization: preflights need two routes more each", () => {
    assert.deepEqual(problemsOf(stack(1, 75, { auth, cors })), []);
    const decision = decide(stack(1, 76, { auth, cors }), "us-east-1");
    const [problem] = "problems" in decision ? decision.problems : [];
    assert.match(problem?.message ?? "", /"Routes per HTTP API" is 300, the plan needs 304/);
    assert.match(problem?.fix ?? "", /preflights of each route, and REST APIs \(options 2 to 5\) need none; source/);
  });

  it("a REST API has 149, with and without preflights: two resources each, and the root", () => {
    for (const more of [{}, { auth, cors }]) {
      assert.deepEqual(problemsOf(stack(5, 149, more)), []);
      assert.match(problemsOf(stack(5, 150, more)).join(), /"Resources per API" is 300, the plan needs 301/);
    }
  });

  it("the comparison grows to the same numbers", () => {
    const traffic = { requestsPerMonth: 1, averageKilobytes: 1 };
    const raw = {
      ...stack(1, 70, { auth, cors }),
      quotas: { "vpc.rulesPerSecurityGroup": { value: 99, reason: "test" } },
    };
    const stopOf = (option: 1 | 5) =>
      assess(raw, "us-east-1", { option, id: `${option}`, front: "as listed" }, traffic).topologyStop;
    assert.deepEqual(stopOf(1), { services: 75, atLeast: false, by: "Routes per HTTP API: 300 (API option-1)" });
    assert.equal(stopOf(5)?.services, 149);
  });
});

describe("copies of services with public paths", () => {
  const services = [
    service("orders", "sales", { publicPaths: ["/orders/status", "/orders/help/faq"] }),
    service("site", "sales", { path: "/", publicPaths: ["/robots.txt"] }),
  ];
  const settings = settingsOf(article({ auth, vpcs, services }));

  it("have public paths below their own", () => {
    assert.deepEqual(
      sized(settings, 4).services.map(({ path, publicPaths }) => [path, ...publicPaths]),
      [
        ["/orders", "/orders/status", "/orders/help/faq"],
        ["/", "/robots.txt"],
        ["/copy-1", "/copy-1/status", "/copy-1/help/faq"],
        ["/copy-2", "/copy-2/robots.txt"],
      ],
    );
  });

  it("have routes of their own, which count", () => {
    // Six routes of a service with two public paths, and four of one with one.
    const routes = (count: number) =>
      usageOf(planStack(sized(settings, count)).plan).find(({ quota }) => quota === "apigateway.routesPerHttpApi");
    assert.deepEqual([routes(2)?.used, routes(3)?.used, routes(4)?.used], [10, 16, 20]);
    assert.equal(new Set(routes(4)?.users).size, 20);
  });
});

describe("timeouts above the quota of REST APIs", () => {
  const quotas = { "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "case 1234" } };

  for (const option of everyOption.filter((one) => one !== 1))
    it(`need an increase, option ${option}`, () => {
      const raw = article({ option, timeoutSeconds: 60 });
      const decision = decide(raw, "us-east-1");
      const problems = "problems" in decision ? decision.problems : [];
      assert.deepEqual(
        problems.map(({ where, message }) => `${where}: ${message}`),
        [
          'timeoutSeconds: quota apigateway.restIntegrationTimeoutMs (timeout of 60 s): "Maximum integration timeout in milliseconds" is 29000, the plan needs 60000: orders, customers, stock, shipping',
        ],
      );
      assert.match(problems[0]?.fix ?? "", /request an increase \(apigateway\/L-E5AE38E3\)/);
      // The ways out of the message.
      assert.deepEqual(problemsOf({ ...raw, quotas }), []);
      assert.deepEqual(problemsOf({ ...raw, timeoutSeconds: 29 }), []);
      assert.deepEqual(problemsOf({ ...raw, streaming: true }), []);
      assert.equal(problemsOf({ ...raw, timeoutSeconds: 61, quotas }).length, 1);
    });

  it("are one problem for each timeout", () => {
    const raw = article({
      option: 5,
      timeoutSeconds: 60,
      services: [service("a", "sales"), service("b", "sales", { timeoutSeconds: 90 }), service("c", "sales")],
    });
    assert.deepEqual(
      problemsOf(raw).map((problem) => problem.replace(/: quota.*needs/, "")),
      ["timeoutSeconds 60000: a, c", "services[1].timeoutSeconds (b) 90000: b"],
    );
  });

  it("a comparison counts on an increase", () => {
    const comparison = compare(article({ timeoutSeconds: 60, option: 5 }), "us-east-1", {
      requestsPerMonth: 1,
      averageKilobytes: 1,
    });
    assert.ok("assessed" in comparison);
    const five = comparison.assessed.find(({ id }) => id === "5");
    assert.deepEqual(five?.broken, [
      {
        kind: "topology",
        adjustable: true,
        text: "Maximum integration timeout in milliseconds is 29000, the plan needs 60000",
      },
    ]);
    assert.equal(planOf(article({ option: 5, timeoutSeconds: 60 })).apis[0]?.backends[0]?.timeoutSeconds, 60);
  });
});
