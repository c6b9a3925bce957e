import assert from "node:assert/strict";
import * as policy from "@pulumi/policy";
import { evaluate } from "../../policies/evaluate";
import type { Result } from "../../policies/evaluate";
import type { EngineResource } from "../../policies/graph/engine";
import { fromEngine } from "../../policies/graph/engine";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import type { CapturedResource } from "../../simulator/run";
import { runStack } from "../support/run";
import { edit, setInputs } from "./mutants/edit";

/** Exported, but the package's typings of it are empty. */
const { unknownCheckingProxy } = policy as unknown as {
  unknownCheckingProxy: (props: object) => Record<string, unknown>;
};

/** What the engine sends for a string that is not known yet. */
const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function marked(value: unknown, path: string, unknown: ReadonlySet<string>): unknown {
  if (unknown.has(path)) return unknownMark;
  if (Array.isArray(value)) return value.map((inner, index) => marked(inner, `${path}[${index}]`, unknown));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, marked(inner, path === "" ? key : `${path}.${key}`, unknown)]),
  );
}

/** The resources as `validateStack` hands them to a policy: a bare read of an unknown throws. */
const asEngine = (resources: readonly CapturedResource[]): EngineResource[] =>
  resources.map((resource) => ({
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    props: unknownCheckingProxy(marked(resource.inputs, "", new Set(resource.unknown)) as object),
    opts: { ignoreChanges: [...(resource.options.ignoreChanges ?? [])], aliases: [] },
    dependencies: resource.dependencies.map((urn) => ({ urn })),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map((urn) => ({ urn }))]),
    ),
  })) as unknown as EngineResource[];

const told = (results: readonly Result[]) =>
  results.map(({ rule, verdict, violations, undetermined }) => ({ rule: rule.id, verdict, violations, undetermined }));

describe("both roads to the rules", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: verdicts on the SDK's throwing proxies are those on the printed preview`, async () => {
      const { resources } = await runStack("dev", "preview", { option });
      // Providers stand apart in the engine, and no rule here asks for them.
      const printed = resources.map((resource) => ({ ...resource, provider: "" }));
      assert.deepEqual(
        told(evaluate(rules, fromEngine(asEngine(resources)))),
        told(evaluate(rules, fromSnapshot(printed))),
      );
    });
  }

  it("a mandatory violation stays one where every id is unknown", async () => {
    const { resources } = await runStack("dev", "preview", { option: 2 });
    const [nlb] = resources.filter(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
    assert.ok(nlb);
    const broken = edit(resources, nlb.urn, setInputs({ internal: false })) as CapturedResource[];
    const violated = evaluate(rules, fromEngine(asEngine(broken))).filter(({ violations }) => violations.length > 0);
    assert.deepEqual(
      violated.map(({ rule }) => `${rule.enforcement} ${rule.id}`),
      ["mandatory balancer-is-internal"],
    );
  });
});
