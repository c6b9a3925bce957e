import assert from "node:assert/strict";
import type { LinkNode, OwnBalancer } from "../../../core/plan";
import type { BackendNode, RouteNode } from "../../../core/plan-api";
import type { Option } from "../../../core/settings/settings";
import { alb, albNlb, byName, nlb, portNlb } from "../../support/expected";
import { article, articleServices, articleVpcOf as vpcOf, everyOption, planOf } from "../../support/scenario";

/** Pins, so that the ports of shared NLBs do not depend on hashes. */
const ports: Readonly<Record<string, number>> = { orders: 20001, customers: 20002, stock: 20003, shipping: 20004 };
const services = articleServices.map((service) => ({ ...service, pins: { port: ports[service.name] } }));
const names = Object.keys(vpcOf);

const eachAlb = names.map((name) => alb(name, vpcOf[name] ?? ""));
const linkV2: LinkNode[] = [
  { version: 2, name: "sales", vpc: "sales" },
  { version: 2, name: "supply", vpc: "supply" },
];
const linkV1 = (...balancers: string[]): LinkNode[] => balancers.map((name) => ({ version: 1, name, balancer: name }));
const backend = (service: string, link: string, balancer: string, port: number): BackendNode => ({
  service,
  link,
  endpoint: { kind: "listener", balancer, port },
});

/** Expected plan of each option for the four services of the article, written by hand. */
const expected: Record<
  Option,
  { type: "http" | "rest"; balancers: OwnBalancer[]; links: LinkNode[]; backends: BackendNode[] }
> = {
  1: {
    type: "http",
    balancers: eachAlb,
    links: linkV2,
    backends: names.map((name) => backend(name, vpcOf[name] ?? "", `${name}-alb`, 80)),
  },
  2: {
    type: "rest",
    balancers: names.map((name) => nlb(name, vpcOf[name] ?? "")),
    links: linkV1("orders-nlb", "customers-nlb", "stock-nlb", "shipping-nlb"),
    backends: names.map((name) => backend(name, `${name}-nlb`, `${name}-nlb`, 80)),
  },
  3: {
    type: "rest",
    balancers: [
      portNlb("sales-nlb-1", "sales", { customers: 20002, orders: 20001 }),
      portNlb("supply-nlb-1", "supply", { shipping: 20004, stock: 20003 }),
    ],
    links: linkV1("sales-nlb-1", "supply-nlb-1"),
    backends: names.map((name) =>
      backend(name, `${vpcOf[name] ?? ""}-nlb-1`, `${vpcOf[name] ?? ""}-nlb-1`, ports[name] ?? 0),
    ),
  },
  4: {
    type: "rest",
    balancers: [
      ...eachAlb,
      albNlb("sales-front-1", "sales", { customers: 20002, orders: 20001 }),
      albNlb("supply-front-1", "supply", { shipping: 20004, stock: 20003 }),
    ],
    links: linkV1("sales-front-1", "supply-front-1"),
    backends: names.map((name) =>
      backend(name, `${vpcOf[name] ?? ""}-front-1`, `${vpcOf[name] ?? ""}-front-1`, ports[name] ?? 0),
    ),
  },
  5: {
    type: "rest",
    balancers: eachAlb,
    links: linkV2,
    backends: names.map((name) => backend(name, vpcOf[name] ?? "", `${name}-alb`, 80)),
  },
};

const routes: RouteNode[] = names.flatMap((name) => [
  { prefix: `/${name}`, greedy: false, service: name },
  { prefix: `/${name}`, greedy: true, service: name },
]);

describe("the article's four services in two VPCs", () => {
  for (const option of everyOption) {
    const { type, balancers, links, backends } = expected[option];
    const linkVersion = option === 1 || option === 5 ? 2 : 1;
    it(`option ${option}: the plan equals the one written by hand`, () => {
      const plan = planOf(article({ option, services }));
      assert.deepEqual(byName(plan.balancers), byName(balancers));
      assert.deepEqual(plan.links, links);
      assert.deepEqual(plan.namespaces, []);
      assert.deepEqual(plan.apis, [
        { name: `option-${option}`, option, type, linkVersion, stage: "live", backends, routes, retired: [] },
      ]);
    });
  }

  it("all options have the same VPCs and services", () => {
    const [first, ...others] = everyOption.map((option) => planOf(article({ option, services })));
    for (const other of others) {
      assert.deepEqual(other.vpcs, first?.vpcs);
      assert.deepEqual(other.services, first?.services);
    }
  });

  it("VPCs have room for four zones", () => {
    assert.deepEqual(planOf(article()).vpcs[0], {
      kind: "new",
      name: "sales",
      cidr: "10.1.0.0/16",
      zonePrefixLength: 18,
      zones: [
        { id: "use1-az1", publicCidr: "10.1.0.0/19", privateCidr: "10.1.32.0/19" },
        { id: "use1-az2", publicCidr: "10.1.64.0/19", privateCidr: "10.1.96.0/19" },
      ],
      nat: "single",
      secretStores: [],
      exec: false,
    });
  });

  it("a plan is plain data that JSON preserves", () => {
    const plan = planOf(article({ option: 4 }));
    assert.deepEqual(structuredClone(plan), plan);
    assert.equal(JSON.stringify(JSON.parse(JSON.stringify(plan))), JSON.stringify(plan));
  });
});
