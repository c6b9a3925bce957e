import assert from "node:assert/strict";
import { mergePlans } from "../../core/merge";
import { article, articleServices, everyOption, planOf, service } from "../support/scenario";

const pairs = everyOption.flatMap((from) => everyOption.filter((to) => to !== from).map((to) => [from, to] as const));
const mixed = [
  ...articleServices,
  service("a", "sales", { group: "web" }),
  service("b", "sales", { group: "web", balancer: "alb" }),
];

describe("two plans in one stack", () => {
  for (const [from, to] of pairs) {
    it(`options ${from} and ${to} share their common nodes without a conflict`, () => {
      const [left, right] = [
        planOf(article({ option: from, services: mixed })),
        planOf(article({ option: to, services: mixed })),
      ];
      const merged = mergePlans(left, right);
      assert.deepEqual(merged.vpcs, left.vpcs);
      assert.deepEqual(merged.services, left.services);
      assert.equal(merged.apis.length, 2);
      const names = new Set([...left.balancers, ...right.balancers].map(({ name }) => name));
      assert.equal(merged.balancers.length, names.size);
    });
  }

  it("options 1 and 5 share all load balancers and links", () => {
    const [left, right] = [planOf(article({ option: 1 })), planOf(article({ option: 5 }))];
    const merged = mergePlans(left, right);
    assert.deepEqual(merged.balancers, left.balancers);
    assert.deepEqual(merged.links, left.links);
  });

  it("refuses nodes with the same name that differ", () => {
    const other = articleServices.map((entry) => ({ ...entry, containerPort: 9090 }));
    assert.throws(
      () => mergePlans(planOf(article()), planOf(article({ services: other }))),
      /plans conflict: service orders differs/,
    );
  });
});
