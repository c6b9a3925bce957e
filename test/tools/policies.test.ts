import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan } from "../../core/plan";
import { rules } from "../../policies/rules";
import { judgeResources, writePackConfig } from "../../tools/policies";
import { runStack } from "../support/run";
import { article, planOf, settingsOf } from "../support/scenario";

/** The plan of stack dev, as far as routes go; its services listen on port 80. */
const settings = settingsOf(article());
const plan = planOf(article());

describe("whom a route is meant for", () => {
  const findings = async (meant: Plan) => {
    const { resources } = await runStack("dev", "apply", { option: 1 });
    return judgeResources(resources, { settings, plan: meant })
      .verdict.findings.filter(({ kind, level }) => kind === "violation" && level === "mandatory")
      .map(({ policy, level, message }) => `${level} ${policy}: ${message}`);
  };

  it("is what the plan says, and the traced requests are compared with it", async () => {
    assert.deepEqual(await findings(plan), []);
    const swapped = plan.apis.map((api) => ({
      ...api,
      routes: api.routes.map((route) =>
        route.prefix === "/orders" && !route.greedy ? { ...route, service: "stock" } : route,
      ),
    }));
    assert.deepEqual(await findings({ ...plan, apis: swapped }), [
      "mandatory every-route-reaches-its-service: requests to ANY /orders are meant for stock, but reach orders",
    ]);
  });
});

describe("the number of policies that pass", () => {
  it("leaves out those that are violated, acknowledged or undetermined", async () => {
    const { resources } = await runStack("existing", "apply");
    const acknowledge = [{ rule: "stage-has-throttling", resource: "option-5", reason: "test" }];
    const { verdict } = judgeResources(resources, { settings: settingsOf(article({ acknowledge })), plan });
    const { passed, notApplicable } = verdict.policies;
    const listed = verdict.findings.filter(({ kind }) => kind !== "headroom").map(({ policy }) => policy);
    assert.equal(new Set(listed).size, rules.length - passed - notApplicable);
  });
});

describe("requirements.authorization", () => {
  const rule = "api-has-authorization";
  const required = settingsOf(article({ requirements: { authorization: true } }));

  it("makes an open route a violation that stops an update", async () => {
    const { resources } = await runStack("dev", "preview", { option: 1 });
    const levels = (of: typeof settings) =>
      judgeResources(resources, { settings: of, plan })
        .verdict.findings.filter(({ policy }) => policy === rule)
        .map(({ kind, level }) => [kind, level]);
    assert.deepEqual(levels(settings), [["violation", "advisory"]]);
    assert.deepEqual(levels(required), [["violation", "mandatory"]]);
  });

  it("raises the level of the policy in the file for pulumi preview", () => {
    const written = (of: typeof settings) => {
      const file = join(mkdtempSync(join(tmpdir(), "pack-")), "config.json");
      writePackConfig(file, of);
      const content = JSON.parse(readFileSync(file, "utf8")) as Record<string, { enforcementLevel?: string }>;
      return Object.entries(content).flatMap(([id, { enforcementLevel }]) =>
        enforcementLevel === undefined ? [] : [[id, enforcementLevel]],
      );
    };
    assert.deepEqual(written(settings), []);
    assert.deepEqual(written(required), [[rule, "mandatory"]]);
  });
});
