import assert from "node:assert/strict";
import { ownBalancers } from "../../core/plan-queries";
import type { Plan } from "../../core/plan";
import { idleTimeoutNotes, idleTimeoutSeconds, integrationSeconds, requestSeconds } from "../../core/timeouts";
import { everyOption, planOf, service } from "../support/scenario";
import { behind, existing } from "./settings/fixtures";

const plan = (option: number, services: readonly unknown[]): Plan =>
  planOf({
    option,
    vpcs: [{ name: "sales", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"] }],
    services,
    quotas: { "apigateway.restIntegrationTimeoutMs": { value: 300_000, reason: "increased" } },
  });

/** Idle timeouts by load balancer; `default` for those of AWS. */
const idleTimeouts = (of: Plan) =>
  Object.fromEntries(ownBalancers(of).map((node) => [node.name, idleTimeoutSeconds(of)(node) ?? "default"]));

describe("seconds that an API waits for a service", () => {
  it("30 for an HTTP API and 29 for a REST API, or as set", () => {
    for (const option of everyOption) {
      const [api] = plan(option, [service("orders", "sales", { timeoutSeconds: 12 }), service("shop", "sales")]).apis;
      assert.ok(api);
      const seconds = api.backends.map((backend) => integrationSeconds(api, backend));
      assert.deepEqual(seconds, [12, option === 1 ? 30 : 29]);
    }
  });
});

describe("idle timeout of a load balancer", () => {
  const timeouts = (timeoutSeconds: number, option = 5) =>
    idleTimeouts(plan(option, [service("orders", "sales", { timeoutSeconds }), service("shop", "sales")]));

  it("10 seconds above the longest integration timeout behind an ALB", () => {
    assert.deepEqual(timeouts(51), { "orders-alb": 61, "shop-alb": "default" });
    assert.deepEqual(timeouts(300), { "orders-alb": 310, "shop-alb": "default" });
  });

  it("that of AWS, 60 seconds, where it is enough", () => {
    assert.deepEqual(timeouts(50), { "orders-alb": "default", "shop-alb": "default" });
  });

  it("of an ALB behind an NLB too, and of no NLB", () => {
    const { "orders-alb": alb, ...others } = timeouts(120, 4);
    assert.equal(alb, 130);
    assert.deepEqual([...new Set(Object.values(others))], ["default"]);
    assert.deepEqual([...new Set(Object.values(timeouts(120, 3)))], ["default"]);
  });
});

describe("idle timeout of an existing load balancer", () => {
  const quotas = { "apigateway.restIntegrationTimeoutMs": { value: 300_000, reason: "increased" } };
  const notes = (timeoutSeconds: number, more: Record<string, unknown> = {}) =>
    idleTimeoutNotes(planOf({ ...behind(more, { timeoutSeconds }), option: 5, quotas }));

  it("is named in a note where AWS's 60 seconds are not enough for an ALB", () => {
    assert.deepEqual(notes(51), [
      "timeoutSeconds of billing: API Gateway waits 51 s; set the idle timeout of the existing ALB billing to 61 s, or it ends requests first",
    ]);
    assert.deepEqual(notes(50), []);
  });

  it("of an NLB is long enough", () => {
    const nlb = (arn: string) => arn.replace("/app/", "/net/");
    const { arn, listenerArn } = existing;
    assert.deepEqual(notes(120, { arn: nlb(arn), listenerArn: nlb(listenerArn), protocol: "TCP" }), []);
  });
});

describe("seconds that a called service may take", () => {
  const reaching = (name: string, ...names: readonly string[]) => ({
    reaches: names.map((called) => ({ service: called })),
    ...(name === "shop" ? { timeoutSeconds: 120 } : {}),
  });
  const services = [
    service("shop", "sales", reaching("shop", "orders")),
    service("orders", "sales", reaching("orders", "stock")),
    service("stock", "sales", { ...reaching("stock", "orders"), timeoutSeconds: 5 }),
    service("audit", "sales", { timeoutSeconds: 5 }),
  ];
  const seconds = requestSeconds(plan(5, services));

  it("as long as API Gateway waits for a caller, also one that calls through others or in a circle", () => {
    assert.deepEqual([seconds("orders"), seconds("stock"), seconds("shop")], [120, 120, 120]);
  });

  it("never less than 30", () => {
    assert.equal(seconds("audit"), 30);
  });
});
