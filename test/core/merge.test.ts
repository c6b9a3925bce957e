import assert from "node:assert/strict";
import { duplicateNames } from "../../core/duplicate-names";
import { mergePlans } from "../../core/merge";
import type { Plan } from "../../core/plan";
import { usageOf } from "../../core/quotas/usage";
import { stacksOf } from "../../simulator/project";
import { accessKeys, guardedServices, restKeys } from "../support/access-keys";
import { billing } from "../support/endpoint-services";
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

/** Containers that take TLS, move to it and move back, alone and in a group with one that takes HTTP. */
const takingTls = {
  tls: { serverName: "internal.example.com", certificate: "arn:aws:acm:us-east-1:111122223333:certificate/a1" },
  services: [
    ...[{}, { group: "web" }, { balancer: "nlb" }].flatMap((keys, index) => {
      const [http, tls] = [
        { containerTls: false, containerPort: 8080 },
        { containerTls: true, containerPort: 8443 },
      ];
      return [
        service(`takes${index}`, "sales", { ...keys, ...tls }),
        service(`there${index}`, "sales", { ...keys, ...tls, standby: http }),
        service(`back${index}`, "sales", { ...keys, ...http, standby: tls }),
      ];
    }),
    service("plain", "sales", { group: "web" }),
  ],
};

const tlsKeys = {
  tls: { serverName: "internal.example.com" },
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
};

/** The example stack with existing load balancers, by their HTTPS and TLS listeners. */
function existingWithTls(): Raw {
  const { raw } = settingsOfStack("existing");
  const services = (raw["services"] as readonly Raw[]).map((entry): Raw => {
    const existing = entry["existing"] as Raw | undefined;
    if (existing === undefined) return entry;
    const protocol = existing["protocol"] === "HTTP" ? "HTTPS" : "TLS";
    return { ...entry, existing: { ...existing, port: 443, protocol, serverName: "shop.example.org" } };
  });
  return { ...raw, services };
}

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

/** Example stacks that not every option accepts: a web ACL and usage plans; a header that NLBs do not read. */
const supported: Readonly<Record<string, readonly number[]>> = { secured: [2, 3, 4, 5], released: [1, 4, 5] };

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
    ["containers that take TLS", () => ({ raw: article(takingTls), region: "us-east-1" }), everyOption],
    [
      "a service of another account",
      () => ({ raw: article({ services: [service("orders", "sales"), billing()] }), region: "us-east-1" }),
      everyOption,
    ],
    ["every key", () => ({ raw: everyKeyStack(), region: "us-east-1" }), everyOption],
    [
      "a standby in a group",
      () => ({ raw: everyKeyStack({ standby: { group: "web" } }), region: "us-east-1" }),
      [1, 4, 5],
    ],
    [
      "the article's stack with a group and tls",
      () => ({ raw: { ...article({ services: mixed }), ...tlsKeys }, region: "us-east-1" }),
      everyOption,
    ],
    ["every key with tls", () => ({ raw: { ...everyKeyStack(), ...tlsKeys }, region: "us-east-1" }), everyOption],
    [
      "a standby NLB with tls",
      () => ({ raw: { ...everyKeyStack({ standby: { balancer: "nlb" } }), ...tlsKeys }, region: "us-east-1" }),
      [1, 5],
    ],
    [
      "existing load balancers that take TLS",
      () => ({ raw: { ...existingWithTls(), ...tlsKeys }, region: settingsOfStack("existing").region }),
      everyOption,
    ],
    [
      "authorization, CORS, limits and logs",
      () => ({ raw: article({ ...accessKeys, services: guardedServices }), region: "us-east-1" }),
      everyOption,
    ],
    [
      "IAM with a domain",
      () => ({
        raw: article({ ...withDomain({ basePath: "v1" }), ...accessKeys, auth: { kind: "iam" } }),
        region: "us-east-1",
      }),
      everyOption,
    ],
    [
      "usage plans, a web ACL and streaming, which option 1 refuses",
      () => ({ raw: article({ ...restKeys, services: guardedServices }), region: "us-east-1" }),
      [2, 3, 4, 5],
    ],
    ["a standby NLB", () => ({ raw: everyKeyStack({ standby: { balancer: "nlb" } }), region: "us-east-1" }), [1, 5]],
    ...stacksOf(projectDirectory).map(
      (stack) => [`example stack ${stack}`, () => settingsOfStack(stack), supported[stack] ?? everyOption] as const,
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

  it("usage plans and the role for logs are of both APIs", () => {
    const [left, right] = [2, 5].map((option) => planOf(article({ ...restKeys, option }))) as [Plan, Plan];
    for (const [first, second] of [
      [left, right],
      [right, left],
    ] as const) {
      const { usagePlans, restLogRole } = mergePlans(first, second);
      assert.deepEqual(
        usagePlans.map(({ name, keys, apis }) => [name, keys, [...apis].sort()]),
        [
          ["gold", ["mobile", "partner"], ["option-2", "option-5"]],
          ["free", ["web"], ["option-2", "option-5"]],
        ],
      );
      assert.equal(restLogRole, "rest-log-role");
      const [serving] = first.apis;
      assert.deepEqual(usagePlans[0]?.apis[0], serving?.name);
    }
  });

  it("the quotas of two APIs with one service count each of it once", () => {
    const [left, right] = [2, 5].map((option) => planOf(article({ ...restKeys, streaming: false, option }))) as [
      Plan,
      Plan,
    ];
    const usages = usageOf({ ...left, ...mergePlans(left, right) });
    const of = (quota: string) =>
      usages.filter((usage) => usage.quota === quota).map(({ scope, used }) => [scope, used]);
    assert.deepEqual(of("apigateway.restIntegrationTimeoutMs"), [["timeout of 20 s", 20_000]]);
    assert.deepEqual(of("apigateway.apiKeys"), [["account", 3]]);
    assert.deepEqual(of("apigateway.authorizersPerApi"), [
      ["API option-2", 1],
      ["API option-5", 1],
    ]);
    assert.deepEqual(usages.find(({ scope }) => scope === "timeout of 20 s")?.users, [
      "orders",
      "customers",
      "stock",
      "shipping",
    ]);
  });

  it("usage plans of one name that differ stay two", () => {
    const other = { ...restKeys, usagePlans: [{ name: "gold", keys: ["mobile"] }] };
    const [left, right] = [planOf(article({ ...restKeys, option: 2 })), planOf(article({ ...other, option: 5 }))];
    const names = mergePlans(left, right).usagePlans.map(({ name }) => name);
    assert.deepEqual(names, ["gold", "free", "gold"]);
  });

  it("options 1 and 5 share all load balancers and links", () => {
    const [left, right] = [planOf(article({ option: 1 })), planOf(article({ option: 5 }))];
    const merged = mergePlans(left, right);
    assert.deepEqual(merged.balancers, left.balancers);
    assert.deepEqual(merged.links, left.links);
  });

  it("nodes of one name that differ stay two, of which the check of names reports each", () => {
    const other = articleServices.map((entry) => (entry.name === "orders" ? { ...entry, containerPort: 9090 } : entry));
    const left = planOf(article());
    const merged = { ...left, ...mergePlans(left, planOf(article({ services: other }))) };
    assert.deepEqual(
      duplicateNames(merged).map(({ message }) => message),
      ["two services would be named orders"],
    );
  });
});
