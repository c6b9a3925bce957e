import assert from "node:assert/strict";
import { instanceNames, renamedPlan } from "../../../core/instance";
import { formerNames } from "../../../core/former-names";
import { formerPlans } from "../../../core/former-plans";
import type { Plan } from "../../../core/plan";
import { ownBalancers, shiftOf } from "../../../core/plan-queries";
import { unpinnedPlacements } from "../../../core/placement/unpinned";
import { usageOf } from "../../../core/quotas/usage";
import { requestPaths } from "../../../core/request-paths";
import { routeLines } from "../../../core/route-lines";
import { article, planOf, problemsOf, service, settingsOf } from "../../support/scenario";

const testHeader = { name: "X-Test", value: "new" };

/** A stack in which `orders` and `customers` (of group `web`) have this deployment. */
const stack = (option: number, deployment: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  article({
    option,
    services: [
      service("orders", "sales", { deployment, ...more }),
      service("customers", "sales", { group: "web", stripPrefix: true, deployment }),
    ],
  });

const partsOf = (plan: Plan, name: string) => {
  const balancer = ownBalancers(plan).find((node) => node.name === name);
  assert.ok(balancer);
  return {
    targetGroups: balancer.targetGroups.map((group) => [group.name, group.alternateOf]),
    listeners: balancer.listeners.map(({ defaultAction, rules }) => ({
      defaultAction,
      rules: rules.map((rule) => [
        rule.name,
        rule.priority,
        rule.paths,
        rule.testHeader,
        rule.stripPrefix,
        rule.action,
      ]),
    })),
  };
};

const respond = { kind: "respond", statusCode: 404 } as const;
const health = ["web-alb-80-health", 1, ["/.alb-health"], undefined, undefined, { kind: "respond", statusCode: 200 }];
/** Hash of `customers` in the range of paths with one segment. */
const priority = 33_763;

describe("plan of a service with a deployment strategy", () => {
  for (const option of [1, 4, 5])
    for (const [title, deployment, more] of [
      ["a strategy", { strategy: "linear", testHeader }, {}],
      ["leaving: both", { strategy: "linear", testHeader, leaving: "both" }, {}],
      ["leaving: primary", { strategy: "linear", testHeader, leaving: "primary" }, { declared: "leaving" }],
      ["entering: true", { strategy: "linear", testHeader, entering: true }, { declared: "entering" }],
    ] as const) {
      it(`option ${option}, ${title}: a dedicated ALB has rules beside its default action`, () => {
        const action = { kind: "forward", targetGroup: "orders-alb", alternate: "orders-alb-alt", ...more };
        assert.deepEqual(partsOf(planOf(stack(option, deployment)), "orders-alb"), {
          targetGroups: [
            ["orders-alb", undefined],
            ["orders-alb-alt", "orders-alb"],
          ],
          listeners: [
            {
              defaultAction: { kind: "forward", targetGroup: "orders-alb" },
              rules: [
                ["orders-alb-80-test", 1, ["/*"], testHeader, undefined, action],
                ["orders-alb-80-production", 2, ["/*"], undefined, undefined, action],
              ],
            },
          ],
        });
      });

      it(`option ${option}, ${title}: on a shared ALB the rule of the service has both target groups`, () => {
        const action = {
          kind: "forward",
          targetGroup: "web-alb-customers",
          alternate: "web-alb-customers-alt",
          ...more,
        };
        const paths = ["/customers", "/customers/*"];
        assert.deepEqual(partsOf(planOf(stack(option, deployment)), "web-alb"), {
          targetGroups: [
            ["web-alb-customers", undefined],
            ["web-alb-customers-alt", "web-alb-customers"],
          ],
          listeners: [
            {
              defaultAction: respond,
              rules: [
                health,
                ["web-alb-80-customers-test", priority - 1, paths, testHeader, "/customers", action],
                ["web-alb-80-customers", priority, paths, undefined, "/customers", action],
              ],
            },
          ],
        });
      });
    }

  for (const [option, balancer, group, alternate, more] of [
    [1, "orders-nlb", "orders-nlb", "orders-nlb-alt", { balancer: "nlb" }],
    [5, "orders-nlb", "orders-nlb", "orders-nlb-alt", { balancer: "nlb" }],
    [2, "orders-nlb", "orders-nlb", "orders-nlb-alt", {}],
  ] as const)
    it(`option ${option}: the listener of an NLB has both target groups`, () => {
      assert.deepEqual(partsOf(planOf(stack(option, { strategy: "blueGreen" }, more)), balancer), {
        targetGroups: [
          [group, undefined],
          [alternate, group],
        ],
        listeners: [{ defaultAction: { kind: "forward", targetGroup: group, alternate }, rules: [] }],
      });
    });

  it("option 3: each listener of the shared NLB has the target groups of its service, under names of 24 characters", () => {
    const { targetGroups, listeners } = partsOf(planOf(stack(3, { strategy: "blueGreen" })), "sales-nlb-1");
    assert.deepEqual(targetGroups, [
      ["sales-nlb-1-customers", undefined],
      ["sales-nlb-1-custom-74dv7", "sales-nlb-1-customers"],
      ["sales-nlb-1-orders", undefined],
      ["sales-nlb-1-orders-alt", "sales-nlb-1-orders"],
    ]);
    assert.equal(listeners.length, 2);
  });

  it("without the key, and with rolling, the plan is the same", () => {
    for (const option of [1, 2, 3, 4, 5]) {
      const plain = article({
        option,
        services: [service("orders", "sales"), service("customers", "sales", { group: "web", stripPrefix: true })],
      });
      assert.deepEqual(planOf(stack(option, { strategy: "rolling" })), planOf(plain));
    }
  });

  it("a strategy changes no placement of others, and its own rules are no placements", () => {
    for (const option of [1, 2, 3, 4, 5]) {
      const deployment = { strategy: "canary", ...([1, 4, 5].includes(option) ? { testHeader } : {}) };
      const [before, after] = [stack(option, { strategy: "rolling" }), stack(option, deployment)];
      assert.deepEqual(
        unpinnedPlacements(planOf(after), settingsOf(after)),
        unpinnedPlacements(planOf(before), settingsOf(before)),
      );
    }
  });

  it("a service whose priority is that of a test rule is refused with a pin that works", () => {
    const services = (pins: Record<string, unknown>) => [
      service("customers", "sales", { group: "web", deployment: { strategy: "canary", testHeader } }),
      service("orders", "sales", { group: "web", pins }),
    ];
    const [problem = "", ...others] = problemsOf(article({ services: services({ priority: priority - 1 }) }));
    assert.deepEqual(others, []);
    assert.equal(
      problem,
      `services[1].pins.priority (orders): orders is pinned to rule priority ${priority - 1} on web-alb, that of the test rule of customers`,
    );
    assert.deepEqual(problemsOf(article({ services: services({ priority: priority + 1 }) })), []);
  });

  it("a request of a client passes the production rule, and reaches either target group", () => {
    const plan = planOf(stack(1, { strategy: "canary", testHeader }));
    const hops = requestPaths(plan).find(({ route }) => route.service === "customers")?.hops ?? [];
    assert.deepEqual(
      hops.filter(({ kind }) => kind === "rule" || kind === "targetGroup"),
      [
        { kind: "rule", name: "web-alb-80-customers", priority },
        { kind: "targetGroup", name: "web-alb-customers", alternate: "web-alb-customers-alt" },
      ],
    );
    const line = routeLines(plan).find(({ service: name }) => name === "orders");
    assert.ok(line?.hops.includes("orders-alb or orders-alb-alt"), line?.hops.join(" > "));
  });

  it("a renamed service keeps its alternate and its rules", () => {
    const renamed = stack(1, { strategy: "canary", testHeader });
    const services = (renamed["services"] as Record<string, unknown>[]).map((one) =>
      one["name"] === "orders"
        ? { ...one, name: "sales-orders", formerly: "orders" }
        : { ...one, name: "clients", formerly: "customers" },
    );
    const raw = { ...renamed, services };
    const settings = settingsOf(raw);
    const names = settings.services.map(({ name }) => name);
    const former = formerNames({ plan: planOf(raw), services: names }, formerPlans(settings));
    assert.deepEqual(former("targetGroup", "sales-orders-alb"), ["orders-alb"]);
    assert.deepEqual(former("targetGroup", "sales-orders-alb-alt"), ["orders-alb-alt"]);
    assert.deepEqual(former("listenerRule", "sales-orders-alb-80-production"), ["orders-alb-80-production"]);
    assert.deepEqual(former("listenerRule", "sales-orders-alb-80-test"), ["orders-alb-80-test"]);
    assert.deepEqual(former("targetGroup", "web-alb-clients-alt"), ["web-alb-customers-alt"]);
    assert.deepEqual(former("listenerRule", "web-alb-80-clients"), ["web-alb-80-customers"]);
    assert.deepEqual(former("listenerRule", "web-alb-80-clients-test"), ["web-alb-80-customers-test"]);
  });

  it("in an instance, every name that belongs to the strategy is that of the instance", () => {
    const plan = renamedPlan(planOf(stack(1, { strategy: "canary", testHeader })), instanceNames("shop"));
    const alb = ownBalancers(plan).find(({ name }) => name === "shop-orders-alb");
    assert.ok(alb);
    assert.deepEqual(shiftOf(alb, "shop-orders-alb"), {
      alternate: "shop-orders-alb-alt",
      port: 80,
      production: "shop-orders-alb-80-production",
      test: "shop-orders-alb-80-test",
    });
  });

  it("counts both target groups, their targets, rules, roles and the alarm", () => {
    const hooks = [{ lambda: "arn:aws:lambda:us-east-1:111122223333:function:f", stages: ["POST_SCALE_UP"] }];
    const usage = usageOf(planOf(stack(1, { strategy: "canary", testHeader, hooks, alarms: { errorPercent: 5 } })));
    const used = (quota: string, scope: string) =>
      usage.find((one) => one.quota === quota && one.scope === scope)?.used;
    assert.deepEqual(
      [
        used("elb.targetGroupsPerAlb", "ALB web-alb"),
        used("elb.rulesPerAlb", "ALB web-alb"),
        used("elb.targetsPerAlb", "ALB web-alb"),
        used("elb.conditionValuesPerRule", "listener rule web-alb-80-customers-test"),
        used("elb.targetGroupsPerRegion", "account"),
        used("ecs.targetGroupsPerService", "service orders"),
        used("iam.rolesPerAccount", "account"),
        used("cloudwatch.alarms", "account"),
      ],
      [2, 3, 4, 3, 4, 2, 8, 2],
    );
  });

  it("fills a shared NLB with the targets of both groups", () => {
    // 500 targets in a zone: 130 tasks of two services in two groups each are 520.
    const tasks = { desiredCount: 130 };
    const balancers = (deployment: Record<string, unknown>) =>
      ownBalancers(
        planOf(
          article({
            option: 3,
            services: [
              service("orders", "sales", { ...tasks, ...deployment }),
              service("customers", "sales", { ...tasks, ...deployment }),
            ],
          }),
        ),
      ).map(({ name }) => name);
    assert.deepEqual(balancers({}), ["sales-nlb-1"]);
    assert.deepEqual(balancers({ deployment: { strategy: "canary" } }), ["sales-nlb-1", "sales-nlb-2"]);
  });
});
