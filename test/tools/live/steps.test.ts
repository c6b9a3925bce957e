import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assumptions } from "../../../tools/live/assumptions";
import { LiveStack } from "../../../tools/live/live-stack";
import { scenes } from "../../../tools/live/scenes";
import type { Stated } from "../../support/stated-world";
import { statedWorld } from "../../support/stated-world";
import { cases } from "./step-cases";

const given = {
  runId: "261127-120000",
  region: "us-east-1",
  zones: ["use1-az1", "use1-az2"],
  domain: "live.example.com",
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
  endpointService: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
};
const steps = scenes.flatMap((scene) => scene.steps.map((step) => ({ scene, step })));

/** Outcomes of a step in a stated world, by assumption. */
async function outcomesOf(id: string, stated: Stated): Promise<Readonly<Record<string, string>>> {
  const found = steps.find(({ step }) => step.id === id);
  assert.ok(found, id);
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  try {
    const world = statedWorld(stated);
    const stack = new LiveStack(world, folder, "live", "stack", given.region, found.scene.keys(given));
    const findings = await found.step.check({ world, given, stack, deployed: stated.deployed ?? "" });
    return Object.fromEntries(findings.map(({ assumption, outcome }) => [assumption, outcome]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("steps of the live script", () => {
  it("every step that an assumption names exists, and every step settles one", () => {
    const named = assumptions.flatMap((row) => ("step" in row ? [row.step] : []));
    const ids = steps.map(({ step }) => step.id);
    assert.deepEqual([...new Set(named)].sort(), [...ids].sort());
  });

  it("every step has cases", () => {
    assert.deepEqual([...new Set(cases.map(({ step }) => step))].sort(), steps.map(({ step }) => step.id).sort());
  });

  for (const { step, when, stated, outcomes } of cases)
    it(`${step}: ${when}`, async () => {
      assert.deepEqual(await outcomesOf(step, stated), outcomes);
    });

  it("each finding of a step is one of an assumption that names the step", () => {
    const stepOf = new Map(assumptions.map((row) => [row.id, "step" in row ? row.step : "none"]));
    const strays = cases.flatMap(({ step, outcomes }) =>
      Object.keys(outcomes).flatMap((id) => (stepOf.get(id) === step ? [] : [`${step}: ${id}`])),
    );
    assert.deepEqual([...new Set(strays)], []);
  });

  it("the cases show each assumption of a step both ways", () => {
    const open = assumptions.flatMap((row) => {
      if (!("step" in row)) return [];
      const seen = cases.flatMap(({ outcomes }) => outcomes[row.id] ?? []);
      const isBoth = seen.includes("holds") && (seen.includes("does not hold") || seen.includes("not seen"));
      return isBoth ? [] : [row.id];
    });
    // Their steps see them one way only: a scene that stands shows them, or time does.
    const oneWay = [
      ...["cloud-control-codes", "http-host-header", "http-path-decoded", "nlb-unhealthy-flows"],
      ...["rest-mapping-and-http-mapping", "start-minutes", "strategy-circuit-breaker", "strategy-disabled-alarms"],
      ...["unhealthy-alb-behind-nlb", "wait-minutes"],
    ];
    assert.deepEqual(open.sort(), oneWay);
  });
});
