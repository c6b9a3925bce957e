import assert from "node:assert/strict";
import { guarded } from "./guarded-api";

describe("limits of an HTTP API", () => {
  it("the stage takes a burst at once, and nothing at a rate of zero", async () => {
    const api = await guarded(1);
    const set = (throttlingRateLimit: number, throttlingBurstLimit: number) => {
      api.stack.update("Stage", "option-1", { defaultRouteSettings: { throttlingRateLimit, throttlingBurstLimit } });
    };
    set(10, 20);
    assert.deepEqual([api.summary({ atOnce: 20 }), api.summary({ atOnce: 21 })], ["orders /", "429 limits"]);
    set(0, 20);
    assert.equal(api.summary(), "429 limits");
    set(10, 0);
    assert.equal(api.summary(), "429 limits");
    assert.match(api.stack.ask("/live/orders").reason, /^{"message":"Too Many Requests"}: the limits of the stage/);
  });

  it("settings of a route replace those of the stage, with zero for a missing limit", async () => {
    const api = await guarded(1);
    const routeSettings = [
      { routeKey: "ANY /orders", throttlingRateLimit: 1, throttlingBurstLimit: 2 },
      { routeKey: "ANY /stock", throttlingRateLimit: 1 },
    ];
    const defaultRouteSettings = { throttlingRateLimit: 10, throttlingBurstLimit: 20 };
    api.stack.update("Stage", "option-1", { routeSettings, defaultRouteSettings });
    assert.deepEqual([api.summary({ atOnce: 2 }), api.summary({ atOnce: 3 })], ["orders /", "429 limits"]);
    assert.equal(api.summary({ atOnce: 3 }, "/live/orders/7"), "orders /7");
    assert.equal(api.summary({}, "/live/stock"), "429 limits");
  });
});

describe("limits of a REST API", () => {
  it("settings of a method replace those of all methods, -1 is no limit", async () => {
    const api = await guarded(4);
    const set = (name: string, methodPath: string, throttlingRateLimit: number, throttlingBurstLimit: number) =>
      api.create("apigateway/methodSettings:MethodSettings", name, {
        ...{ ...api.settings, methodPath },
        settings: { throttlingRateLimit, throttlingBurstLimit },
      });
    set("all", "*/*", 10, 20);
    assert.deepEqual([api.summary({ atOnce: 20 }), api.summary({ atOnce: 21 })], ["orders /", "429 limits"]);
    set("orders", "~1orders/GET", 0, 5);
    set("below", "~1orders~1{proxy+}/GET", -1, -1);
    assert.equal(api.summary(), "429 limits");
    assert.equal(api.summary({ atOnce: 99 }, "/live/orders/7"), "orders /7");
    assert.equal(api.summary({ atOnce: 21 }, "/live/stock"), "429 limits");
    api.stack.delete("MethodSettings", "orders");
    assert.equal(api.summary(), "orders /");
  });
});
