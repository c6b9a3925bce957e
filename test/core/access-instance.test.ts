import assert from "node:assert/strict";
import { instanceNames, renamedPlan, renamedSettings } from "../../core/instance";
import { planStack } from "../../core/planner";
import { article, service, settingsOf } from "../support/scenario";

const userPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";
const limits = { ratePerSecond: 10, burst: 20 };
const names = instanceNames("shop");
const settings = settingsOf(
  article({
    option: 5,
    auth: { kind: "cognito", userPool, clients: ["web"] },
    timeoutSeconds: 20,
    account: { restLogRole: "create" },
    usagePlans: [{ name: "gold", keys: ["mobile"], quota: { requests: 1000, per: "day" } }],
    services: [
      service("orders", "sales", { scopes: ["orders/read"], publicPaths: ["/orders/status"], throttle: limits }),
      service("stock", "supply", { streaming: true, timeoutSeconds: 600 }),
    ],
  }),
);

describe("authorization, limits and keys in an instance of the component", () => {
  const plan = renamedPlan(planStack(settings).plan, names);
  const [api] = plan.apis;

  it("backends keep their timeouts and streaming", () => {
    assert.deepEqual(
      api?.backends.map(({ service: name, timeoutSeconds, streaming }) => [name, timeoutSeconds, streaming]),
      [
        ["shop-orders", 20, undefined],
        ["shop-stock", 600, true],
      ],
    );
  });

  it("routes keep their access and limits, the API its authorizer, the stack its role", () => {
    const [route] = api?.routes ?? [];
    assert.deepEqual([route?.access?.scopes, route?.throttle], [["orders/read"], limits]);
    assert.equal(api?.authorizer?.kind, "cognito");
    assert.equal(plan.restLogRole, "shop-rest-log-role");
  });

  it("usage plans and keys have its name, in the plan and in the settings", () => {
    const quota = { requests: 1000, per: "day" };
    assert.deepEqual(plan.usagePlans, [{ name: "shop-gold", keys: ["shop-mobile"], quota, apis: ["shop-option-5"] }]);
    assert.deepEqual(renamedSettings(settings, names).usagePlans, [
      { name: "shop-gold", keys: ["shop-mobile"], quota },
    ]);
  });
});
