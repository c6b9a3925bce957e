import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { decide } from "../../../core/decide";
import { assumptions } from "../../../tools/live/assumptions";
import { LiveStack } from "../../../tools/live/live-stack";
import { scenes } from "../../../tools/live/scenes";
import type { Values, World } from "../../../tools/live/world";
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

const problemsOf = (values: Values): readonly string[] => {
  const decision = decide(values, given.region);
  return "problems" in decision ? decision.problems.map(({ where, message }) => `${where}: ${message}`) : [];
};

/** Why the program would refuse the stack file in a folder. */
function problemsIn(folder: string): readonly string[] {
  const { config } = parse(readFileSync(join(folder, "Pulumi.stack.yaml"), "utf8")) as { readonly config: Values };
  const own = Object.entries(config).filter(([key]) => key.startsWith("live:"));
  return problemsOf(Object.fromEntries(own.map(([key, value]) => [key.slice("live:".length), value])));
}

/** The world, in which an update whose settings the program refuses is no update. */
const refusing = (world: World): World => ({
  ...world,
  pulumi: async (folder, args) => {
    const problems = args[0] === "up" ? problemsIn(folder) : [];
    assert.deepEqual(problems, []);
    return world.pulumi(folder, args);
  },
});

/** Outcomes of a step in a stated world, by assumption. */
async function outcomesOf(id: string, stated: Stated): Promise<Readonly<Record<string, string>>> {
  const found = steps.find(({ step }) => step.id === id);
  assert.ok(found, id);
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  try {
    const world = refusing(statedWorld(stated));
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

  it("the program takes the settings of every scene", () => {
    for (const { id, keys } of scenes) assert.deepEqual(problemsOf(keys(given)), [], id);
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
      ...["rest-mapping-and-http-mapping", "start-minutes"],
      ...["unhealthy-alb-behind-nlb", "wait-minutes"],
    ];
    assert.deepEqual(open.sort(), oneWay);
  });
});
