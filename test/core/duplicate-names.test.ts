import assert from "node:assert/strict";
import { duplicateNames } from "../../core/duplicate-names";
import type { Plan } from "../../core/plan";
import { alb, portNlb } from "../support/expected";
import { article, everyOption, planOf } from "../support/scenario";

const plan = planOf(article({ option: 1 }));
const namesIn = (changes: Partial<Plan>) => duplicateNames({ ...plan, ...changes }).map(({ message }) => message);
const [vpc] = plan.vpcs;
const [service] = plan.services;
assert.ok(vpc && service);

describe("duplicate names in a plan", () => {
  it("are none under any option of the article", () => {
    for (const option of everyOption) assert.deepEqual(duplicateNames(planOf(article({ option }))), []);
  });

  it("are problems for each type of resource", () => {
    const orders = alb("orders", "sales");
    const [listener] = orders.listeners;
    const [targetGroup] = orders.targetGroups;
    assert.ok(listener && targetGroup);
    const rule = { name: "r", priority: 1, paths: ["/a"], action: listener.defaultAction };
    const withRules = { ...orders, listeners: [{ ...listener, rules: [rule, { ...rule, priority: 2 }] }] };
    const cases: readonly (readonly [Partial<Plan>, string])[] = [
      [
        { balancers: [{ ...orders, name: "a" }, alb("stock", "supply"), { ...alb("a", "sales"), name: "a" }] },
        "load balancers would be named a",
      ],
      [{ balancers: [withRules] }, "listener rules would be named r"],
      [
        { balancers: [{ ...orders, listeners: [listener, { ...listener, port: 81 }] }] },
        "listeners would be named orders-alb-80",
      ],
      [
        { balancers: [{ ...orders, targetGroups: [targetGroup, targetGroup] }] },
        "target groups would be named orders-alb",
      ],
      [{ links: [1, 2].map(() => ({ version: 1, name: "l", balancer: "n" })) }, "VPC links V1 would be named l"],
      [{ links: [1, 2].map(() => ({ version: 2, name: "l", vpc: "sales" })) }, "VPC links V2 would be named l"],
      [{ namespaces: [1, 2].map(() => ({ name: "n", vpc: "sales", services: [] })) }, "namespaces would be named n"],
      [{ services: [service, service] }, `services would be named ${service.name}`],
      [{ vpcs: [vpc, vpc] }, `VPCs would be named ${vpc.name}`],
    ];
    for (const [changes, message] of cases) {
      const found = namesIn(changes);
      assert.ok(found.includes(`two ${message}`), `${message} is not among: ${found.join("; ")}`);
    }
  });

  it("are none for VPC links of both versions: they are of different types", () => {
    const links = [
      { version: 1, name: "sales", balancer: "n" },
      { version: 2, name: "sales", vpc: "sales" },
    ] as const;
    assert.deepEqual(namesIn({ links, apis: [], balancers: [portNlb("n", "sales", {})] }), []);
  });

  it("are problems for security groups of different owners", () => {
    // The group of a service is `<service>-service`, that of a load balancer has the load balancer's name.
    const orders = alb("orders", "sales");
    const balancers = [{ ...orders, name: "orders-service" }];
    assert.deepEqual(namesIn({ balancers, apis: [] }), ["two security groups would be named orders-service"]);
  });
});
