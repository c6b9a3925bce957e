import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { linkKeys } from "../../core/plan-queries";
import { routeLines } from "../../core/route-lines";
import { unwaitedServices } from "../../core/unwaited";
import { diagramOf } from "../../report/diagram/model";
import { billing } from "../support/endpoint-services";
import { domainName, withDomain } from "../support/front";
import { article, planOf, service } from "../support/scenario";

const mutualTls = withDomain({ mutualTls: { truststore: "s3://bucket/trust.pem" } });
const first = { option: 1, standby: 4 };

describe("where a standby can be tried, in routes and drawing", () => {
  it("with mutual TLS, requests to the standby pass the domain name, below another path", () => {
    const hops = (raw: Record<string, unknown>) =>
      routeLines(planOf(article({ ...first, ...raw })))
        .filter(({ route }) => route === "ANY /orders")
        .map((line) => line.hops[0]);
    assert.deepEqual(hops(mutualTls), ["https api.example.com", "https api.example.com/standby"]);
    assert.deepEqual(hops({ domain: { name: domainName, existing: true, basePath: "shop" } }), [
      "https api.example.com/shop",
      "https api.example.com/shop/standby",
    ]);
    assert.deepEqual(hops(withDomain()), ["https api.example.com", "link sales-front-1 (V1)"]);
  });

  it("the box of the domain name says so, and an arrow leads from it to the standby", () => {
    const { nodes, edges } = diagramOf(planOf(article({ ...first, ...mutualTls })));
    assert.equal(nodes.find(({ kind }) => kind === "domain")?.detail, "domain name, /standby for the standby");
    const fromDomain = edges.filter(({ from }) => from === `domain-${domainName}`).map(({ standby }) => standby);
    assert.deepEqual(fromDomain, [undefined, true]);
  });
});

describe("keys of VPC links in outputs", () => {
  const link = (name: string, version: 1 | 2) => ({ name, version });
  const keys = (option: number, standby?: number) => {
    // The NLB of option 2 for service orders is called like the second VPC.
    const services = [service("orders", "sales"), service("stock", "orders-nlb")];
    const zones = ["use1-az1", "use1-az2"];
    const vpcs = [
      { name: "sales", cidr: "10.0.0.0/16", zones },
      { name: "orders-nlb", cidr: "10.1.0.0/16", zones },
    ];
    return linkKeys(planOf({ option, vpcs, services, ...(standby === undefined ? {} : { standby }) }));
  };

  it("are names; a link of the standby with a name that serves has its version too", () => {
    assert.equal(keys(1)(link("orders-nlb", 2)), "orders-nlb");
    assert.deepEqual(
      ([1, 2] as const).map((version) => keys(1, 2)(link("orders-nlb", version))),
      ["orders-nlb:v1", "orders-nlb"],
    );
    assert.deepEqual(
      ([1, 2] as const).map((version) => keys(2, 1)(link("orders-nlb", version))),
      ["orders-nlb", "orders-nlb:v2"],
    );
    assert.equal(keys(1, 2)(link("stock-nlb", 1)), "stock-nlb");
  });
});

describe("services whose new targets no update waits for", () => {
  const services = [service("orders", "sales"), service("stock", "supply", { wait: false }), billing()];
  const unwaited = (before: Record<string, unknown>, after: Record<string, unknown>) =>
    unwaitedServices(planOf(article({ services, ...before })), planOf(article({ services, ...after })));

  it("have wait: false, or are in another account", () => {
    assert.deepEqual(unwaited({ option: 3 }, { option: 5, standby: 3 }), [
      { service: "stock", why: "wait" },
      { service: "billing", why: "endpoint" },
    ]);
  });

  it("are none where the target groups stay", () => {
    assert.deepEqual(unwaited({ option: 5 }, { option: 1, standby: 5 }), []);
    assert.deepEqual(unwaited({ option: 5, standby: 3 }, { option: 3, standby: 5 }), []);
  });
});

describe("what is refused under the option that serves, beside a standby", () => {
  const fixes = (raw: Record<string, unknown>) => {
    const decision = decide(article({ streaming: true, ...raw }), "us-east-1");
    return "problems" in decision ? decision.problems.map(({ fix }) => fix) : [];
  };

  it("has a way out that works: the option without its standby", () => {
    assert.deepEqual(fixes({ option: 1, standby: 5 }), ["remove it, or use option 5 without standby of the stack"]);
    assert.deepEqual(fixes({ option: 1 }), ["remove it, or use option 5"]);
  });
});
