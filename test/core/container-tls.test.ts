import assert from "node:assert/strict";
import { containerPortsByService } from "../../core/container-ports";
import { drainByService } from "../../core/drain";
import { unpinnedPlacements } from "../../core/placement/unpinned";
import { planStack } from "../../core/planner";
import type { Plan } from "../../core/plan";
import { forwarders, targetGroups } from "../../core/plan-queries";
import { securityGroupRules } from "../../core/security-group-rules";
import { article, everyOption, planOf, service, settingsOf } from "../support/scenario";

const tls = { serverName: "internal.example.com", certificate: "arn:aws:acm:us-east-1:111122223333:certificate/a1" };
const taking = { containerTls: true, containerPort: 8443 };
const moving = { ...taking, standby: { containerTls: false, containerPort: 8080 } };
const back = { containerPort: 8080, standby: taking };

const stack = (option: number, orders: Record<string, unknown>, others: readonly object[] = []) =>
  article({ option, tls, services: [service("orders", "sales", orders), ...others, service("stock", "sales")] });

/** Target groups of the tasks of orders: name, protocol, protocol of health checks, container port, listeners. */
const groupsOf = (plan: Plan) =>
  targetGroups(plan)
    .filter(({ targetGroup: { target } }) => target.kind === "service" && target.service === "orders")
    .map((owned) => {
      const { name, protocol, healthCheckProtocol = "HTTP", target } = owned.targetGroup;
      const port = target.kind === "service" ? (target.containerPort ?? "only") : "";
      const at = forwarders(owned).map(({ listener }) => `${listener.protocol} ${String(listener.port)}`);
      return `${name} ${protocol}, checks ${healthCheckProtocol}, port ${String(port)}, from ${at.join()}`;
    });

/** The load balancers that a request for orders passes, with their ports. */
function requestPath(plan: Plan, at: "backends" | "standbys" = "backends"): string {
  const endpoint = plan.apis[0]?.[at]?.find((backend) => backend.service === "orders")?.endpoint;
  assert.ok(endpoint?.kind === "listener");
  const balancer = plan.balancers.find(({ name }) => name === endpoint.balancer);
  assert.ok(balancer?.kind === "own");
  const listener = balancer.listeners.find(({ port }) => port === endpoint.port);
  const [action] = [...(listener?.rules.slice(-1) ?? []), listener?.defaultAction].flatMap((one) =>
    one === undefined ? [] : "action" in one ? [one.action] : [one],
  );
  const to = action?.kind === "forward" ? action.targetGroup : "";
  const group = balancer.targetGroups.find(({ name }) => name === to);
  const target = group?.target.kind === "alb" ? ` -> ${group.target.balancer}:${String(group.port)}` : "";
  return `${balancer.name}:${String(endpoint.port)} (${listener?.protocol ?? ""}, ${endpoint.serverName ?? ""})${target}`;
}

const { serverName: name } = tls;

interface Expected {
  readonly keys?: Record<string, unknown>;
  readonly clear: string;
  readonly taking: string;
  readonly paths: readonly [clear: RegExp, taking: RegExp];
}

const alb = (group: string): Pick<Expected, "clear" | "taking"> => ({
  clear: `${group} HTTP, checks HTTP, port 8080, from HTTPS 443`,
  taking: `${group}-tls HTTPS, checks HTTPS, port 8443, from HTTPS 8443`,
});
const nlb = (group: string): Pick<Expected, "clear" | "taking"> => ({
  clear: `${group} TCP, checks HTTP, port 8080, from TLS 443`,
  taking: `${group}-tls TLS, checks HTTPS, port 8443, from TLS 8443`,
});

const expected: readonly (readonly [title: string, option: number, Expected])[] = [
  ["option 1", 1, { ...alb("orders-alb"), paths: [/^orders-alb:443 /, /^orders-alb:8443 /] }],
  [
    "option 1 behind an NLB",
    1,
    { keys: { balancer: "nlb" }, ...nlb("orders-nlb"), paths: [/^orders-nlb:443 /, /^orders-nlb:8443 /] },
  ],
  ["option 2", 2, { ...nlb("orders-nlb"), paths: [/^orders-nlb:443 /, /^orders-nlb:8443 /] }],
  [
    "option 4",
    4,
    {
      ...alb("orders-alb"),
      paths: [/^sales-front-1:\d{5} \(TCP.* orders-alb:443$/, /^sales-front-1:\d{5} \(TCP.* orders-alb:8443$/],
    },
  ],
  ["option 5", 5, { ...alb("orders-alb"), paths: [/^orders-alb:443 /, /^orders-alb:8443 /] }],
];

for (const [title, option, { keys = {}, clear, taking: takingGroup, paths }] of expected) {
  describe(`a container that takes TLS, ${title}`, () => {
    const plans = [{}, moving, taking, back].map((more) => planOf(stack(option, { ...keys, ...more })));
    const [before, there, after, again] = plans as [Plan, Plan, Plan, Plan];
    const only = (text: string) => text.replace(/port \d+, from/, "port only, from");

    it("has a target group of its own, and both while the service moves", () => {
      assert.deepEqual(groupsOf(before), [only(clear)]);
      assert.deepEqual(groupsOf(there).sort(), [clear, takingGroup]);
      assert.deepEqual(groupsOf(again).sort(), [clear, takingGroup]);
      assert.deepEqual(groupsOf(after), [only(takingGroup)]);
    });

    it("requests arrive at a listener of its own, with the same name to verify", () => {
      for (const [plan, index] of [
        [before, 0],
        [there, 1],
        [after, 1],
        [again, 0],
      ] as const) {
        assert.match(requestPath(plan), paths[index]);
        assert.ok(requestPath(plan).includes(`, ${name})`));
      }
      assert.equal(requestPath(there), requestPath(after));
      assert.equal(requestPath(there, "standbys"), requestPath(before));
      assert.equal(requestPath(again, "standbys"), requestPath(after));
    });

    it("an exchange of both places changes neither load balancers nor security group rules nor ports", () => {
      const nodes = (plan: Plan) => plan.balancers.map((node) => JSON.stringify(sorted(node))).sort();
      assert.deepEqual(nodes(again), nodes(there));
      const rules = (plan: Plan) =>
        securityGroupRules(plan)
          .map((rule) => rule.name)
          .sort();
      assert.deepEqual(rules(again), rules(there));
      const both = [
        { port: 8080, protocol: "HTTP" },
        { port: 8443, protocol: "TLS" },
      ];
      assert.deepEqual(containerPortsByService(there).get("orders"), both);
      assert.deepEqual(containerPortsByService(again).get("orders"), both);
      assert.deepEqual(containerPortsByService(after).get("orders"), [both[1]]);
    });

    it("the load balancer may reach the port that it sends requests to", () => {
      const balancer = takingGroup.split(" ")[0]?.replace(/-tls$/, "") ?? "";
      const names = securityGroupRules(there).map((rule) => rule.name);
      for (const port of [8080, 8443])
        assert.ok(names.includes(`orders-service-${String(port)}-from-${balancer}`), String(port));
      assert.ok(!securityGroupRules(after).some((rule) => rule.name === `orders-service-8080-from-${balancer}`));
    });

    it("nothing else in the plan changes", () => {
      const others = (plan: Plan) => ({
        groups: targetGroups(plan)
          .filter(({ targetGroup: { target } }) => target.kind === "service" && target.service === "stock")
          .map(({ targetGroup }) => targetGroup),
        stock: plan.services.filter((one) => one.name === "stock"),
        links: plan.links,
      });
      for (const plan of plans) assert.deepEqual(others(plan), others(before));
    });
  });
}

/** A node with its lists in the order of the names. */
function sorted(node: Plan["balancers"][number]): unknown {
  if (node.kind === "existing") return node;
  const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...node, listeners: byName(node.listeners), targetGroups: byName(node.targetGroups) };
}

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
      const named = (plan: Plan) => plan.balancers.filter(({ name: one }) => /^web-/.test(one));
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
    const priorities = web.listeners.map(({ rules }) => rules.find(({ name: one }) => /orders$/.test(one))?.priority);
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

describe("a plan with containers that take TLS", () => {
  it("has notes on the certificate, and on TLS 1.3 behind an NLB", () => {
    const text = (option: number) => planStack(settingsOf(stack(option, taking))).notes;
    const certificate =
      "containerTls of orders: the load balancer encrypts the requests and does not verify the certificate of the container, which may be self-signed or expired";
    const nlbs =
      "containerTls of orders: health checks of an NLB fail if the container takes TLS 1.3 only; let it take TLS 1.2 too";
    for (const option of everyOption)
      assert.deepEqual(
        text(option).filter((note) => note.startsWith("containerTls")),
        [2, 3].includes(option) ? [certificate, nlbs] : [certificate],
      );
    assert.ok(!planStack(settingsOf(stack(1, {}))).notes.some((note) => note.startsWith("containerTls")));
  });

  it("the standby has a note that names both ports", () => {
    const [note] = planStack(settingsOf(stack(2, moving))).notes.filter((one) => one.startsWith("orders: its tasks"));
    assert.equal(
      note,
      "orders: its tasks also register in the target group of port 8080 (HTTP) (standby), and requests go to the target group of port 8443 (TLS); when the update has succeeded, remove standby, and the next one ends the move",
    );
  });

  it("tasks behind an NLB stop as late as those that take TCP", () => {
    const stops = [{ drainSeconds: 5 }, { drainSeconds: 5, ...taking }].map(
      (keys) => drainByService(planOf(stack(2, keys))).get("orders")?.stopSeconds,
    );
    assert.deepEqual(stops, [120, 120]);
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
      for (const port of Object.values(listeners)) assert.ok(ports.includes(port));
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
