import assert from "node:assert/strict";
import { unpinnedPlacements } from "../../core/placement/unpinned";
import { planStack } from "../../core/planner";
import type { Plan } from "../../core/plan";
import { article, manyServices, planOf, service, settingsOf } from "../support/scenario";
import { groupsOf, moving, requestPath, stack, taking, tls } from "./taking-tls";

describe("containers that take TLS behind a shared load balancer", () => {
  const port = (plan: Plan) => Number(/:(\d+) /.exec(requestPath(plan))?.[1]);

  it("option 3: the listener has a port of its own, which a pin changes", () => {
    const [before, after] = [planOf(stack(3, {})), planOf(stack(3, taking))];
    const plain = planOf(article({ option: 3, services: [service("orders", "sales"), service("stock", "sales")] }));
    const ports = [before, after].map(port);
    assert.equal(new Set(ports).size, 2);
    const plainPort = plain.apis[0]?.backends.map(({ endpoint }) => (endpoint.kind === "listener" ? endpoint.port : 0));
    assert.ok(ports.every((one) => !plainPort?.includes(one)));
    assert.equal(port(planOf(stack(3, { ...taking, pins: { containerTlsPort: 30_000 } }))), 30_000);
    assert.equal(port(planOf(stack(3, { ...taking, pins: { tlsPort: 30_000 } }))), ports[1]);
  });

  it("option 3: both listeners are on one NLB while the service moves", () => {
    const plan = planOf(stack(3, moving));
    assert.deepEqual(
      plan.balancers.map(({ name: balancer }) => balancer),
      ["sales-nlb-1"],
    );
    assert.match(requestPath(plan), /^sales-nlb-1:\d+ \(TLS/);
    assert.equal(requestPath(plan, "standbys"), requestPath(planOf(stack(3, {}))));
    assert.deepEqual(
      groupsOf(plan)
        .map((text) => text.split(",")[0])
        .sort(),
      ["sales-nlb-1-orders TCP", "sales-nlb-1-orders-tls TLS"],
    );
  });

  it("option 3: a service that moves does not push another one to the next NLB", () => {
    const quotas = { "elb.listenersPerNlb": { value: 2, reason: "a full NLB" } };
    const full = { ...stack(3, moving), quotas };
    const { plan } = planStack(settingsOf(full));
    assert.deepEqual(
      plan.balancers.map((node) => [node.name, node.kind === "own" ? node.listeners.length : 0]),
      [["sales-nlb-1", 3]],
    );
  });

  it("option 3: with as many services as turning tls on allows, one may move", () => {
    const services = manyServices(25, "sales").map((one) => ({ ...one, pins: {} }));
    const of = (all: readonly object[]) => {
      const quotas = { "elb.certificatesPerNlb": { value: 50, reason: "raised" } };
      return planStack(settingsOf(article({ option: 3, tls, quotas, services: all }))).problems;
    };
    assert.deepEqual(of(services), []);
    assert.deepEqual(of(services.map((one, index) => (index === 0 ? { ...one, ...moving } : one))), []);
    const [problem] = of([...services, service("more", "sales")]);
    assert.match(problem?.message ?? "", /turning tls on or off needs 52 listeners at once/);
  });

  it("a port that another listener of the NLB has without containerTls is refused, with a pin to add", () => {
    const [plainPort, tlsPort] = [
      planOf(article({ option: 3, services: [service("orders", "sales")] })),
      planOf(stack(3, {})),
    ].map((plan) => plan.apis[0]?.backends.find((one) => one.service === "orders")?.endpoint);
    for (const [endpoint, pin] of [
      [plainPort, "its own"],
      [tlsPort, "its own"],
    ] as const) {
      assert.ok(endpoint?.kind === "listener");
      const { problems } = planStack(settingsOf(stack(3, { ...taking, pins: { containerTlsPort: endpoint.port } })));
      assert.equal(problems.length, 1);
      assert.equal(problems[0]?.where, "services[0].pins.containerTlsPort (orders)");
      assert.ok(
        problems[0].message.endsWith(
          `${pin} without containerTls; both listeners exist while containerTls is turned on or off`,
        ),
        problems[0].message,
      );
    }
  });

  for (const [option, balancer] of [
    [1, "alb"],
    [5, "alb"],
    [1, "nlb"],
    [4, undefined],
  ] as const) {
    it(`option ${String(option)}: a group ${balancer ?? ""} may have containers of both kinds`, () => {
      const keys = { group: "web", ...(balancer === undefined ? {} : { balancer }) };
      const others = [service("customers", "sales", keys)];
      const [mixed, there] = [taking, moving].map((more) => planOf(stack(option, { ...keys, ...more }, others)));
      assert.ok(mixed !== undefined && there !== undefined);
      const named = (plan: Plan) => plan.balancers.filter(({ name: one }) => one.startsWith("web-"));
      assert.equal(named(mixed).length, 1);
      assert.equal(named(there).length, 1);
      const backends = (plan: Plan) => plan.apis[0]?.backends.filter(({ service: one }) => one === "customers");
      const before = planOf(stack(option, keys, others));
      for (const plan of [mixed, there]) assert.deepEqual(backends(plan), backends(before));
      assert.equal(requestPath(there), requestPath(mixed));
      assert.equal(requestPath(there, "standbys"), requestPath(before));
    });
  }

  it("the rule of a service has the same priority at both listeners of an ALB", () => {
    const keys = { group: "web" };
    const plan = planOf(stack(1, { ...keys, ...moving }, [service("customers", "sales", keys)]));
    const [web] = plan.balancers.filter(({ name: one }) => one === "web-alb");
    assert.ok(web?.kind === "own");
    const priorities = web.listeners.map(
      ({ rules }) => rules.find(({ name: one }) => one.endsWith("orders"))?.priority,
    );
    assert.equal(new Set(priorities).size, 1);
    assert.deepEqual(
      web.listeners.map(({ port: at, rules }) => [at, rules.length]),
      [
        [443, 3],
        [8443, 2],
      ],
    );
  });
});

describe("place, with containers that take TLS", () => {
  const pinsOf = (raw: Record<string, unknown>) => {
    const settings = settingsOf(raw);
    const { plan } = planStack(settings);
    const ports = plan.balancers.flatMap((node) => (node.kind === "own" ? node.listeners : [])).map(({ port }) => port);
    const pins = unpinnedPlacements(plan, settings).filter(({ owner }) => owner !== "stock");
    return { pins, ports };
  };
  const nlb = { group: "web", balancer: "nlb" };

  for (const [title, raw] of Object.entries({
    "option 3": stack(3, moving),
    "option 4": stack(4, moving),
    "a group of an NLB": stack(1, { ...nlb, ...moving }, [service("customers", "sales", nlb)]),
  })) {
    it(`${title}: pins both listeners of a service that moves, each by its own key`, () => {
      const { pins, ports } = pinsOf(raw);
      const own = pins.find(({ owner }) => owner === "orders")?.pins ?? {};
      const { nlb: number, ...listeners } = own;
      assert.deepEqual(Object.keys(listeners).sort(), ["containerTlsPort", "tlsPort"]);
      for (const port of Object.values<number | undefined>(listeners)) assert.ok(port && ports.includes(port));
      assert.equal(number, title === "a group of an NLB" ? undefined : 1);
      const services = [
        service("orders", "sales", { ...(raw["services"] as Record<string, unknown>[])[0], pins: own }),
      ];
      const again = pinsOf({ ...raw, services: [...services, ...(raw["services"] as object[]).slice(1)] });
      assert.deepEqual(again.ports, ports);
      assert.ok(!again.pins.some(({ owner }) => owner === "orders"));
    });
  }

  it("option 4: a group whose containers take TLS has a pin of the listener before its ALB", () => {
    const { pins } = pinsOf(stack(4, { group: "web", ...taking }));
    assert.deepEqual(
      pins.map(({ kind, owner, pins: own }) => [kind, owner, Object.keys(own).sort()]),
      [
        ["services", "orders", ["priority"]],
        ["groups", "web", ["containerTlsPort", "nlb"]],
      ],
    );
  });
});
