import assert from "node:assert/strict";
import { find, ofType, runStack } from "../support/run";
import { service } from "../support/scenario";

const quotas = { "apigateway.restIntegrationTimeoutMs": { value: 300_000, reason: "increased" } };
const dev = (option: number, services: readonly unknown[]) => runStack("dev", "preview", { option, services, quotas });

const idleTimeouts = async (option: number, timeoutSeconds: number) =>
  Object.fromEntries(
    ofType(
      await dev(option, [service("orders", "sales", { timeoutSeconds }), service("shop", "sales")]),
      "aws:lb/loadBalancer:LoadBalancer",
    ).map(({ name, inputs }) => [name, inputs["idleTimeout"]]),
  );

describe("timeouts behind an API", () => {
  it("an ALB waits longer than API Gateway, and has AWS's default where that is enough", async () => {
    assert.deepEqual(await idleTimeouts(5, 120), { "orders-alb": 130, "shop-alb": undefined });
    assert.deepEqual(await idleTimeouts(5, 29), { "orders-alb": undefined, "shop-alb": undefined });
    assert.equal((await idleTimeouts(4, 120))["orders-alb"], 130);
    assert.deepEqual(await idleTimeouts(2, 120), { "orders-nlb": undefined, "shop-nlb": undefined });
  });

  it("the proxy of a called service gives it the time that its callers have", async () => {
    const timeoutOf = async (timeoutSeconds: number | undefined) => {
      const own = timeoutSeconds === undefined ? {} : { timeoutSeconds };
      const result = await dev(5, [
        service("shop", "sales", { reaches: [{ service: "orders" }], ...own }),
        service("orders", "sales"),
      ]);
      const { inputs } = find(result, "aws:ecs/service:Service", "orders");
      const { services } = inputs["serviceConnectConfiguration"] as { services: { timeout: unknown }[] };
      return services[0]?.timeout;
    };
    assert.deepEqual(await timeoutOf(undefined), { perRequestTimeoutSeconds: 30 });
    assert.deepEqual(await timeoutOf(5), { perRequestTimeoutSeconds: 30 });
    assert.deepEqual(await timeoutOf(120), { perRequestTimeoutSeconds: 120 });
    // The proxy closes idle connections after 300 seconds.
    assert.deepEqual(await timeoutOf(300), { perRequestTimeoutSeconds: 300, idleTimeoutSeconds: 310 });
  });
});
