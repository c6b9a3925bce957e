import assert from "node:assert/strict";
import { mergePlans } from "../../core/merge";
import type { Plan } from "../../core/plan";
import { stacksOf } from "../../simulator/project";
import { everyKeyStack } from "../support/every-key";
import { withDomain } from "../support/front";
import { projectDirectory } from "../support/run";
import { article, articleServices, everyOption, planOf, service } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";

type Raw = Record<string, unknown>;

const mixed = [
  ...articleServices,
  service("a", "sales", { group: "web" }),
  service("b", "sales", { group: "web", balancer: "alb" }),
];

/** Every ordered pair of different options. */
const pairsOf = (options: readonly number[]) =>
  options.flatMap((from) => options.filter((to) => to !== from).map((to) => [from, to] as const));

const inCloudMap = (entry: Raw) => entry["balancer"] === "cloudMap";

/** A configuration as a REST API takes it: the name of its stage, and load balancers instead of Cloud Map. */
function forRest(raw: Raw): Raw {
  const services = raw["services"] as readonly Raw[];
  return {
    ...raw,
    stage: raw["stage"] === "$default" ? "live" : raw["stage"],
    services: services.map((entry) => (inCloudMap(entry) ? { ...entry, balancer: "alb" } : entry)),
  };
}

function assertMerged(left: Plan, right: Plan): void {
  const merged = mergePlans(left, right);
  assert.deepEqual(merged.vpcs, left.vpcs);
  assert.deepEqual(merged.services, left.services);
  assert.equal(merged.apis.length, 2);
  assert.deepEqual([merged.domain, merged.certificates], [left.domain, left.certificates]);
  const names = new Set([...left.balancers, ...right.balancers].map(({ name }) => name));
  assert.equal(merged.balancers.length, names.size);
}

const stacks: readonly (readonly [string, () => { readonly raw: Raw; readonly region: string }, readonly number[]])[] =
  [
    [
      "the article's stack with a group",
      () => ({ raw: article({ services: mixed }), region: "us-east-1" }),
      everyOption,
    ],
    [
      "a domain with a base path",
      () => ({ raw: article(withDomain({ basePath: "v1", ipv6: true })), region: "us-east-1" }),
      everyOption,
    ],
    ["every key", () => ({ raw: everyKeyStack(), region: "us-east-1" }), everyOption],
    [
      "a standby in a group",
      () => ({ raw: everyKeyStack({ standby: { group: "web" } }), region: "us-east-1" }),
      [1, 4, 5],
    ],
    ["a standby NLB", () => ({ raw: everyKeyStack({ standby: { balancer: "nlb" } }), region: "us-east-1" }), [1, 5]],
    ...stacksOf(projectDirectory).map(
      (stack) => [`example stack ${stack}`, () => settingsOfStack(stack), everyOption] as const,
    ),
  ];

describe("two plans in one stack", () => {
  for (const [title, configuration, options] of stacks) {
    it(`${title}: every pair of options shares its common nodes without a conflict`, () => {
      const { raw, region } = configuration();
      const plans = new Map(options.map((option) => [option, planOf({ ...forRest(raw), option }, region)]));
      const pairs = pairsOf(options);
      for (const [from, to] of pairs) {
        const [left, right] = [plans.get(from), plans.get(to)];
        assert.ok(left !== undefined && right !== undefined);
        assertMerged(left, right);
      }
      assert.equal(pairs.length, options.length * (options.length - 1));
    });
  }

  it("a service in Cloud Map and behind a load balancer of a REST API is one node", () => {
    const { raw, region } = settingsOfStack("mixed");
    for (const option of [2, 3, 4, 5])
      assertMerged(planOf({ ...raw, option: 1 }, region), planOf({ ...forRest(raw), option }, region));
  });

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
