import assert from "node:assert/strict";
import { instanceNames, renamedPlan, renamedSettings } from "../../core/instance";
import { planStack } from "../../core/planner";
import type { Plan } from "../../core/plan";
import { ownBalancers, targetGroupsByService } from "../../core/plan-queries";
import { unpinnedPlacements } from "../../core/placement/unpinned";
import { usageOf } from "../../core/quotas/usage";
import { securityGroupRules } from "../../core/security-group-rules";
import { article, planOf, service, settingsOf } from "../support/scenario";

const healthCheck = { command: ["CMD-SHELL", "true"] };

/** The stack of one step, in which `orders` has these keys; `web` is the group of `customers`. */
const step = (option: number, keys: Record<string, unknown>) =>
  article({
    option,
    services: [
      service("orders", "sales", { healthCheck, ...keys }),
      service("customers", "sales", { group: "web" }),
      service("stock", "supply"),
    ],
  });

const groupsOf = (plan: Plan) =>
  (targetGroupsByService(plan).get("orders") ?? []).map(({ targetGroup: { name } }) => name).sort();
const endpointOf = (plan: Plan) => plan.apis[0]?.backends.find((backend) => backend.service === "orders")?.endpoint;
/** Listener ports, and priorities of listener rules, by name. */
const placementsOf = (plan: Plan) =>
  ownBalancers(plan)
    .flatMap(({ listeners }) => listeners)
    .flatMap(({ name, port, rules }) => [
      `${name}: ${port}`,
      ...rules.map((rule) => `${rule.name}: ${rule.priority} ${JSON.stringify(rule.action)}`),
    ]);

interface Move {
  readonly title: string;
  readonly option: number;
  /** Keys of the place that the service leaves, and of the one that it moves to. */
  readonly from: Record<string, unknown>;
  readonly to: Record<string, unknown>;
  /** The standby of the first and of the second step. */
  readonly next: Record<string, unknown>;
  readonly last: Record<string, unknown>;
  /** Target groups before, in the middle and after. */
  readonly groups: readonly [readonly string[], readonly string[], readonly string[]];
}

const moves: readonly Move[] = [
  {
    title: "from an ALB to an NLB",
    option: 1,
    from: {},
    to: { balancer: "nlb" },
    next: { balancer: "nlb" },
    last: { balancer: "alb" },
    groups: [["orders-alb"], ["orders-alb", "orders-nlb"], ["orders-nlb"]],
  },
  {
    title: "into a group and out of its own ALB",
    option: 5,
    from: {},
    to: { group: "web" },
    next: { group: "web" },
    last: { group: null },
    groups: [["orders-alb"], ["orders-alb", "web-alb-orders"], ["web-alb-orders"]],
  },
  {
    title: "out of a group to an NLB of its own",
    option: 5,
    from: { group: "web" },
    to: { balancer: "nlb" },
    next: { group: null, balancer: "nlb" },
    last: { group: "web", balancer: "alb" },
    groups: [["web-alb-orders"], ["orders-nlb", "web-alb-orders"], ["orders-nlb"]],
  },
  {
    title: "into a group behind the shared NLB of option 4",
    option: 4,
    from: {},
    to: { group: "web" },
    next: { group: "web" },
    last: { group: null },
    groups: [["orders-alb"], ["orders-alb", "web-alb-orders"], ["web-alb-orders"]],
  },
  {
    title: "to Cloud Map",
    option: 1,
    from: {},
    to: { balancer: "cloudMap" },
    next: { balancer: "cloudMap" },
    last: { balancer: "alb" },
    groups: [["orders-alb"], ["orders-alb"], []],
  },
  {
    title: "from Cloud Map into a group",
    option: 1,
    from: { balancer: "cloudMap" },
    to: { group: "web" },
    next: { balancer: "alb", group: "web" },
    last: { balancer: "cloudMap" },
    groups: [[], ["web-alb-orders"], ["web-alb-orders"]],
  },
];

for (const { title, option, from, to, next, last, groups } of moves) {
  describe(`a service that moves ${title}`, () => {
    const before = planOf(step(option, from));
    const first = planOf(step(option, { ...from, standby: next }));
    const second = planOf(step(option, { ...to, standby: last }));
    const after = planOf(step(option, to));

    it("has the target groups of both places in the middle, and of one before and after", () => {
      const [one, both, other] = groups;
      assert.deepEqual([before, first, second, after].map(groupsOf), [one, both, both, other]);
    });

    it("the swap changes nothing but where requests go", () => {
      const byName = ({ balancers }: Plan) => [...balancers].sort((a, b) => (a.name < b.name ? -1 : 1));
      assert.deepEqual(byName(second), byName(first));
      assert.deepEqual(second.services, first.services);
      assert.deepEqual(second.links, first.links);
      assert.deepEqual(second.namespaces, first.namespaces);
      const names = (plan: Plan) => securityGroupRules(plan).map(({ name }) => name);
      assert.deepEqual(names(second).sort(), names(first).sort());
    });

    it("routes and integrations are those of the serving place alone", () => {
      assert.deepEqual(endpointOf(first), endpointOf(before));
      assert.deepEqual(endpointOf(second), endpointOf(after));
      assert.notDeepEqual(endpointOf(first), endpointOf(second));
      const standby = ({ apis }: Plan) => apis[0]?.standbys?.map(({ endpoint }) => endpoint);
      assert.deepEqual(standby(first), [endpointOf(after)]);
      assert.deepEqual(standby(second), [endpointOf(before)]);
      assert.equal(standby(before), undefined);
    });

    it("placements stay the same in all steps", () => {
      for (const plan of [before, after]) {
        const missing = placementsOf(plan).filter((placement) => !placementsOf(first).includes(placement));
        assert.deepEqual(missing, []);
      }
    });
  });
}

describe("a plan with a standby", () => {
  const settings = settingsOf(step(1, { standby: { balancer: "nlb" } }));

  it("counts the target groups and load balancers of both places", () => {
    const usage = usageOf(planStack(settings).plan);
    const of = (quota: string, scope: string) =>
      usage.find((entry) => entry.quota === quota && entry.scope === scope)?.used;
    assert.equal(of("ecs.targetGroupsPerService", "service orders"), 2);
    assert.equal(of("ecs.targetGroupsPerService", "service stock"), 1);
    assert.equal(of("elb.nlbsPerRegion", "account"), 1);
    assert.equal(of("elb.albsPerRegion", "account"), 3);
  });

  it("has a note that says what to do next", () => {
    assert.deepEqual(planStack(settings).notes, [
      "orders: its tasks also register in an NLB of its own (standby), and requests go to an ALB of its own; when the update has succeeded, remove standby, and the next one ends the move",
    ]);
  });

  it("the link may reach both load balancers, and both reach the tasks", () => {
    const names = securityGroupRules(planStack(settings).plan).map(({ name }) => name);
    for (const type of ["alb", "nlb"]) {
      for (const rule of [
        `sales-link-80-to-orders-${type}`,
        `orders-${type}-80-from-sales-link`,
        `orders-${type}-8080-to-orders-service`,
        `orders-service-8080-from-orders-${type}`,
      ])
        assert.ok(names.includes(rule), rule);
    }
  });

  it("place pins a service once for both places", () => {
    const shared = settingsOf(step(5, { group: "api", standby: { group: "web" } }));
    const pins = unpinnedPlacements(planStack(shared).plan, shared).filter(({ owner }) => owner === "orders");
    assert.equal(pins.length, 1);
    assert.deepEqual(Object.keys(pins[0]?.pins ?? {}), ["priority"]);
  });

  it("API Gateway removes the prefix until the listener rule of the standby serves", () => {
    const prefixes = (keys: Record<string, unknown>) =>
      planOf(step(5, { stripPrefix: true, ...keys }))
        .apis.flatMap(({ routes }) => routes)
        .flatMap((route) => (route.service === "orders" ? [route.strippedPrefix] : []));
    assert.deepEqual(prefixes({ standby: { group: "web" } }), ["/orders", "/orders"]);
    assert.deepEqual(prefixes({ group: "web", standby: { group: null } }), [undefined, undefined]);
  });

  it("has the names of an instance of the component", () => {
    const names = instanceNames("shop");
    const moving = settingsOf(step(5, { standby: { group: "web" } }));
    assert.deepEqual(renamedPlan(planStack(moving).plan, names).apis[0]?.standbys, [
      {
        service: "shop-orders",
        link: "shop-sales",
        endpoint: { kind: "listener", balancer: "shop-web-alb", port: 80 },
      },
    ]);
    assert.deepEqual(renamedSettings(moving, names).services[0]?.standby, { group: "shop-web" });
  });
});
