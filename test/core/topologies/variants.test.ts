import assert from "node:assert/strict";
import type { OwnBalancer, Plan } from "../../../core/plan";
import { backendPath } from "../../../core/routes";
import { article, articleServices, planOf, service } from "../../support/scenario";

const balancers = (plan: Plan) => plan.balancers.map(({ name }) => name).sort();
const own = (plan: Plan, name: string) =>
  plan.balancers.find((node): node is OwnBalancer => node.kind === "own" && node.name === name);
const endpoint = (plan: Plan, name: string) =>
  plan.apis[0]?.backends.find((backend) => backend.service === name)?.endpoint;
const backendPaths = (plan: Plan, name: string) =>
  plan.apis[0]?.routes.filter((route) => route.service === name).map(backendPath);
const rulesOf = (plan: Plan, name: string) =>
  own(plan, name)?.listeners[0]?.rules.map(({ paths, action, stripPrefix }) => ({ paths, action, stripPrefix })) ?? [];

const group = [
  service("catalog", "sales", { group: "web" }),
  service("reviews", "sales", { group: "web", path: "/catalog/reviews" }),
  service("search", "sales", { group: "web", stripPrefix: true }),
];
const existing = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/billing/50dc6c495c0c9188",
  dnsName: "billing.elb",
  listenerArn:
    "arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/billing/50dc6c495c0c9188/f2f7dc8efc522ab2",
  port: 8081,
  protocol: "HTTP",
  securityGroupId: "sg-00000001",
};
const legacy = {
  name: "legacy",
  existing: {
    id: "vpc-00000001",
    subnets: [
      { id: "subnet-00000001", zone: "use1-az1", cidr: "10.30.0.0/20" },
      { id: "subnet-00000002", zone: "use1-az2", cidr: "10.30.16.0/20" },
    ],
  },
};
const existingStack = (option: number) => ({
  option,
  vpcs: [legacy],
  services: [
    { name: "billing", vpc: "legacy", existing },
    {
      name: "ledger",
      vpc: "legacy",
      existing: {
        ...existing,
        arn: existing.arn.replace("app/billing", "net/ledger"),
        listenerArn: existing.listenerArn.replace("app/billing", "net/ledger"),
        port: 9000,
        protocol: "TCP",
        securityGroupId: undefined,
      },
    },
  ],
});

const forwarding = (name: string, path: string) => ({
  paths: [path, `${path}/*`],
  action: { kind: "forward", targetGroup: `web-alb-${name}` },
  stripPrefix: undefined,
});

describe("a shared ALB", () => {
  for (const option of [1, 4, 5]) {
    it(`option ${option}: the deepest path first, default 404, health path 200`, () => {
      const plan = planOf(article({ option, services: group }));
      const [health, deepest, ...others] = rulesOf(plan, "web-alb");
      assert.deepEqual(health, {
        paths: ["/.alb-health"],
        action: { kind: "respond", statusCode: 200 },
        stripPrefix: undefined,
      });
      assert.deepEqual(deepest, forwarding("reviews", "/catalog/reviews"));
      // Neither path is a prefix of the other, so either rule may come first.
      others.sort((a, b) => (a.paths.join() < b.paths.join() ? -1 : 1));
      assert.deepEqual(others, [
        forwarding("catalog", "/catalog"),
        { ...forwarding("search", "/search"), stripPrefix: "/search" },
      ]);
      assert.deepEqual(own(plan, "web-alb")?.listeners[0]?.defaultAction, { kind: "respond", statusCode: 404 });
    });
  }

  it("removes a prefix by its rule, so that API Gateway does not", () => {
    const plan = planOf(article({ option: 5, services: group }));
    assert.equal(rulesOf(plan, "web-alb").find(({ paths }) => paths.includes("/search"))?.stripPrefix, "/search");
    assert.deepEqual(backendPaths(plan, "search"), ["/search", "/search/{proxy}"]);
  });

  it("API Gateway removes the prefix if the load balancer is not shared", () => {
    const plan = planOf(article({ option: 2, services: group }));
    assert.deepEqual(backendPaths(plan, "search"), ["/", "/{proxy}"]);
  });

  it("option 4: the NLB checks the health path that the ALB answers", () => {
    const plan = planOf(article({ option: 4, services: group }));
    assert.equal(own(plan, "sales-front-1")?.targetGroups[0]?.healthCheck.path, "/.alb-health");
  });

  it("forwards all paths to a service on /", () => {
    const plan = planOf(article({ services: [service("site", "sales", { path: "/", group: "web" }), ...group] }));
    assert.deepEqual(rulesOf(plan, "web-alb").at(-1)?.paths, ["/*"]);
  });
});

describe("other load balancers of option 1", () => {
  it("one NLB per service", () => {
    const plan = planOf(article({ services: articleServices.map((entry) => ({ ...entry, balancer: "nlb" })) }));
    assert.deepEqual(balancers(plan), ["customers-nlb", "orders-nlb", "shipping-nlb", "stock-nlb"]);
    assert.equal(own(plan, "orders-nlb")?.listeners[0]?.protocol, "TCP");
  });

  it("an NLB with one port per service", () => {
    const members = articleServices
      .slice(0, 2)
      .map((entry, index) => ({ ...entry, balancer: "nlb", group: "fast", pins: { port: 2001 + index } }));
    const plan = planOf(article({ services: members }));
    assert.deepEqual(balancers(plan), ["fast-nlb"]);
    assert.deepEqual(endpoint(plan, "customers"), { kind: "listener", balancer: "fast-nlb", port: 2002 });
  });

  it("Cloud Map: a namespace per VPC and no load balancer", () => {
    const healthCheck = { command: ["CMD", "true"] };
    const plan = planOf(
      article({ services: articleServices.map((entry) => ({ ...entry, balancer: "cloudMap", healthCheck })) }),
    );
    assert.deepEqual(plan.balancers, []);
    assert.deepEqual(plan.namespaces, [
      { name: "sales", vpc: "sales", services: ["orders", "customers"] },
      { name: "supply", vpc: "supply", services: ["stock", "shipping"] },
    ]);
    assert.deepEqual(endpoint(plan, "stock"), { kind: "cloudMap", service: "stock" });
  });
});

describe("existing load balancers", () => {
  it("options 1 and 5 connect the VPC link directly to them", () => {
    for (const option of [1, 5]) {
      const plan = planOf(existingStack(option));
      assert.deepEqual(balancers(plan), ["billing-8081", "ledger-9000"]);
      assert.deepEqual(plan.links, [{ version: 2, name: "legacy", vpc: "legacy" }]);
      assert.deepEqual(endpoint(plan, "billing"), { kind: "listener", balancer: "billing-8081", port: 8081 });
    }
  });

  it("option 2 puts an NLB in front of an ALB, and links an NLB directly", () => {
    const plan = planOf(existingStack(2));
    assert.deepEqual(balancers(plan), ["billing-8081", "billing-nlb", "ledger-9000"]);
    assert.deepEqual(own(plan, "billing-nlb")?.targetGroups[0]?.target, { kind: "alb", balancer: "billing-8081" });
    assert.equal(own(plan, "billing-nlb")?.targetGroups[0]?.port, 8081);
    assert.deepEqual(plan.links, [
      { version: 1, name: "billing-nlb", balancer: "billing-nlb" },
      { version: 1, name: "ledger", balancer: "ledger-9000" },
    ]);
  });

  it("options 3 and 4 use an ALB as target of the shared NLB", () => {
    for (const [option, name] of [
      [3, "legacy-nlb-1"],
      [4, "legacy-front-1"],
    ] as const) {
      const plan = planOf(existingStack(option));
      assert.deepEqual(
        own(plan, name)?.targetGroups.map(({ target }) => target),
        [{ kind: "alb", balancer: "billing-8081" }],
      );
      assert.deepEqual(
        plan.links.map((link) => link.name),
        [name, "ledger"],
      );
    }
  });

  it("two services behind the same listener share its target", () => {
    const stack = existingStack(3);
    const plan = planOf({ ...stack, services: [...stack.services, { name: "invoices", vpc: "legacy", existing }] });
    assert.equal(own(plan, "legacy-nlb-1")?.listeners.length, 1);
    assert.deepEqual(endpoint(plan, "invoices"), endpoint(plan, "billing"));
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: a retired service loses only its routes`, () => {
      const before = planOf(article({ option }));
      const after = planOf(
        article({ option, services: [...articleServices.slice(1), { ...articleServices[0], retired: true }] }),
      );
      assert.deepEqual(balancers(after), balancers(before));
      assert.deepEqual(after.links.map(({ name }) => name).sort(), before.links.map(({ name }) => name).sort());
      assert.deepEqual(after.services.map(({ name }) => name).sort(), ["customers", "orders", "shipping", "stock"]);
      assert.equal(endpoint(after, "orders"), undefined);
      assert.deepEqual(backendPaths(after, "orders"), []);
      assert.deepEqual(after.apis[0]?.retired, ["orders"]);
    });
  }
});
