import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { named, ofType, runStack } from "../support/run";
import { articleServices } from "../support/scenario";

const front = {
  tls: { serverName: "internal.example.com" },
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
};

async function integrationsOfOrders(option: Option, more: Record<string, unknown> = {}) {
  const result = await runStack("dev", "preview", { option, ...front, ...more });
  const found = ofType(result, "Integration").filter(({ name }) => /[-/]orders(\/|$)/.test(name));
  assert.ok(found.length > 0);
  return found;
}

describe("what requests wait for while they move to TLS", () => {
  for (const option of [1, 4, 5] as const)
    it(`option ${option}: without wait, requests move to a listener of a group with the rule of the service`, async () => {
      const grouped = articleServices.map((entry) => ({ ...entry, wait: false, group: `${String(entry["vpc"])}-web` }));
      for (const { name, dependencies } of await integrationsOfOrders(option, { services: grouped })) {
        const rules = named(dependencies).filter((text) => text.startsWith("ListenerRule "));
        assert.deepEqual(rules, ["ListenerRule sales-web-alb-443-orders"], name);
      }
    });

  it("option 4: requests move to an ALB only when it is registered with the NLB", async () => {
    for (const { name, dependencies } of await integrationsOfOrders(4))
      assert.deepEqual(
        named(dependencies).filter((text) => text.startsWith("TargetGroupAttachment ")),
        ["TargetGroupAttachment sales-front-1-443-orders"],
        name,
      );
  });
});
