import assert from "node:assert/strict";
import { usageOf } from "../../core/quotas/usage";
import { mergePlans } from "../../core/merge";
import { planStack } from "../../core/planner";
import { securityGroupRules } from "../../core/security-group-rules";
import { callWaits, connectRoles, inCallOrder } from "../../core/service-connect";
import { article, articleVpcs, everyOption, planOf, problemsOf, service, settingsOf } from "../support/scenario";

const database = { securityGroup: "sg-0123456789abcdef0", port: 5432 };
const block = { cidr: "10.9.0.0/16", port: 5432 };
const list = { prefixList: "pl-0123456789abcdef0", port: 443 };
const to = (name: string) => ({ service: name });

/** Services of VPC sales that call each other, by name. */
const calling = (calls: Readonly<Record<string, readonly string[]>>, more: Record<string, unknown> = {}) =>
  Object.entries(calls).map(([name, called]) => service(name, "sales", { reaches: called.map(to), ...more }));
const stack = (services: readonly unknown[], more: Record<string, unknown> = {}) => ({
  ...article({ vpcs: articleVpcs.slice(0, 1), services }),
  ...more,
});
/** Names of the security group rules of a service. */
const rulesOf = (raw: Record<string, unknown>, name: string) =>
  securityGroupRules(planOf(raw))
    .map((rule) => rule.name)
    .filter((rule) => rule.startsWith(`${name}-service-`))
    .sort();

describe("security group rules of reaches", () => {
  it("a call has an egress rule of the caller and an ingress rule of the called service", () => {
    const raw = stack([service("orders", "sales", { containerPort: 9000 }), ...calling({ shop: ["orders"] })]);
    assert.ok(rulesOf(raw, "shop").includes("shop-service-9000-to-orders-service"));
    assert.ok(rulesOf(raw, "orders").includes("orders-service-9000-from-shop-service"));
  });

  it("destinations outside the stack have egress rules only, beside the rule to AWS services", () => {
    const raw = stack([service("shop", "sales", { reaches: [database, block, list] })]);
    assert.deepEqual(rulesOf(raw, "shop"), [
      "shop-service-443-to-0.0.0.0-0",
      "shop-service-443-to-pl-0123456789abcdef0",
      "shop-service-5432-to-10.9.0.0-16",
      "shop-service-5432-to-sg-0123456789abcdef0",
      "shop-service-8080-from-shop-alb",
    ]);
  });

  it("a block on port 443 beside all addresses is a rule of its own, and all addresses are one rule", () => {
    const inside = { cidr: "203.0.113.0/24", port: 443 };
    const raw = stack([service("shop", "sales", { reaches: [inside, { cidr: "0.0.0.0/0", port: 443 }] })]);
    assert.deepEqual(
      rulesOf(raw, "shop").filter((name) => name.includes("-443-")),
      ["shop-service-443-to-0.0.0.0-0", "shop-service-443-to-203.0.113.0-24"],
    );
  });

  it("one block may be reached on several ports", () => {
    const raw = stack([service("shop", "sales", { reaches: [block, { ...block, port: 5433 }] })]);
    assert.deepEqual(problemsOf(raw), []);
  });

  it("are the same under every option", () => {
    const services = [
      service("orders", "sales"),
      service("shop", "sales", { reaches: [to("orders"), database, list] }),
    ];
    const reached = everyOption.map((option) =>
      securityGroupRules(planOf(stack(services, { option })))
        .map((rule) => rule.name)
        .filter(
          (name) => /(to|from)-(orders-service|shop-service|sg-|pl-)/.test(name) && !/-(alb|nlb|link)-/.test(name),
        ),
    );
    assert.deepEqual(reached[0]?.sort(), [
      "orders-service-8080-from-shop-service",
      "shop-service-443-to-pl-0123456789abcdef0",
      "shop-service-5432-to-sg-0123456789abcdef0",
      "shop-service-8080-to-orders-service",
    ]);
    for (const names of reached) assert.deepEqual(names.sort(), reached[0]);
  });
});

describe("quota of security group rules with reaches", () => {
  const used = (reaches: readonly unknown[]) =>
    usageOf(planOf(stack([service("shop", "sales", { reaches })]))).find(
      ({ scope }) => scope === "security group shop-service, egress",
    )?.used;

  it("a prefix list counts with its maximum entries, or as one rule", () => {
    assert.equal(used([]), 1);
    assert.equal(used([list]), 2);
    assert.equal(used([{ ...list, maxEntries: 40 }, database]), 42);
  });

  it("a prefix list that is too large is refused at the service that names it", () => {
    const [problem, ...others] = problemsOf(
      stack([service("shop", "sales", { cpu: 512, memoryMiB: 1024, reaches: [{ ...list, maxEntries: 60 }] })]),
    );
    assert.deepEqual(others, []);
    assert.match(
      problem ?? "",
      /^services\[0\] \(shop\): quota vpc.rulesPerSecurityGroup \(security group shop-service, egress\): .* is 60, the plan needs 61: 0.0.0.0-0, pl-0123456789abcdef0$/,
    );
  });
});

describe("calls between services", () => {
  const servicesOf = (calls: Readonly<Record<string, readonly string[]>>) => planOf(stack(calling(calls))).services;
  const waitsOf = (calls: Readonly<Record<string, readonly string[]>>) => {
    const { awaited, mutual } = callWaits(servicesOf(calls));
    return { awaited: Object.fromEntries(awaited), mutual };
  };

  it("the called service is a server, also if it calls others; a caller alone is a client", () => {
    const roles = connectRoles(servicesOf({ a: [], b: ["c"], c: ["d"], d: [] }));
    assert.deepEqual(
      [...roles],
      [
        ["b", "client"],
        ["c", "server"],
        ["d", "server"],
      ],
    );
  });

  it("a caller waits for the services that it calls, and is created after them", () => {
    const calls = { a: ["c", "b"], b: ["c"], c: [] };
    const services = servicesOf(calls);
    assert.deepEqual(waitsOf(calls), { awaited: { a: ["b", "c"], b: ["c"], c: [] }, mutual: [] });
    assert.deepEqual(
      inCallOrder(services, callWaits(services)).map(({ name }) => name),
      ["c", "b", "a"],
    );
  });

  it("services without calls keep the order of the stack file", () => {
    const services = servicesOf({ z: [], m: [], a: [] });
    assert.deepEqual(
      inCallOrder(services, callWaits(services)).map(({ name }) => name),
      ["z", "m", "a"],
    );
  });

  it("of services that call each other, the first in the alphabet waits, in any order of the file", () => {
    const expected = { awaited: { a: ["b"], b: [] }, mutual: [{ from: "b", to: "a" }] };
    assert.deepEqual(waitsOf({ a: ["b"], b: ["a"] }), expected);
    assert.deepEqual(waitsOf({ b: ["a"], a: ["b"] }), expected);
  });

  it("a cycle of three is broken once", () => {
    assert.deepEqual(waitsOf({ a: ["b"], b: ["c"], c: ["a"] }), {
      awaited: { a: ["b"], b: ["c"], c: [] },
      mutual: [{ from: "c", to: "a" }],
    });
  });

  it("all pairs of options share services that call each other", () => {
    for (const from of everyOption) {
      for (const other of everyOption) {
        const plans = [from, other].map((option) => planOf(stack(calling({ a: ["b"], b: [] }), { option })));
        const [left, right] = plans;
        assert.ok(left && right);
        assert.deepEqual(mergePlans(left, right).services, left.services);
      }
    }
  });
});

describe("notes on reaches", () => {
  const notesOf = (services: readonly unknown[]) => planStack(settingsOf(stack(services))).notes;

  it("name the second step for services that call each other", () => {
    const large = { cpu: 512, memoryMiB: 1024 };
    assert.deepEqual(notesOf(calling({ a: ["b"], b: ["a"] }, large)), [
      "b and a call each other, directly or through others; b is deployed first and cannot resolve a until it is deployed again: after the update that adds the calls, run aws ecs update-service --force-new-deployment for b",
    ]);
  });

  it("name tasks that leave no CPU for their container beside the proxy", () => {
    const [note, ...others] = notesOf([...calling({ a: ["b"] }), service("b", "sales", { cpu: 512, memoryMiB: 1024 })]);
    assert.match(note ?? "", /^a: tasks of 256 CPU units run a Service Connect proxy too, .* set cpu to 512 or more$/);
    assert.deepEqual(others, []);
  });

  it("name prefix lists whose size is not configured", () => {
    assert.deepEqual(notesOf([service("a", "sales", { reaches: [list, { ...list, port: 80, maxEntries: 9 }] })]), [
      "prefix list pl-0123456789abcdef0 of a counts as one security group rule; AWS counts its maximum number of entries: set maxEntries",
    ]);
  });

  it("say nothing without reaches", () => {
    assert.deepEqual(notesOf([service("a", "sales")]), []);
  });
});
