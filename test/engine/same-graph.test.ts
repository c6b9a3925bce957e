import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "../../policies/graph/resource";
import type { CapturedResource } from "../../simulator/run";
import { isObject, unknown } from "../../simulator/values";
import { runStack } from "../support/run";
import { choose } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

/** Its path in the project, which must be the same in the copy, since its imports are relative. */
const capturePack = "test/engine/capture-pack";
/** Default providers that only the real engine registers, for awsx's component and for the SDK's own resources. */
const engineOnly = /::pulumi:providers:(awsx::default_\d+_\d+_\d+|pulumi::default)$/;

type Values = Readonly<Record<string, unknown>>;
type Compared = Readonly<Record<string, unknown>>;
type EngineResource = Resource & { readonly props: Values };

const edges = (dependencies: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(dependencies)
      .filter(([, urns]) => urns.length > 0)
      .map(([property, urns]) => [property, [...new Set(urns)].sort()]),
  );
/** Policies in the real engine get what is in an archive by a promise; function-code.test.ts compares it. */
function plainValue(value: unknown): unknown {
  if (value === unknown) return null;
  return isObject(value) && value["__pulumiArchive"] === true ? "an archive" : value;
}
/** A value with null for unknown values and without undefined properties. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, inner: unknown) => plainValue(inner)));

/** A resource of the in-process run. */
const simulated = (resource: CapturedResource): Compared => ({
  type: resource.type,
  name: resource.name,
  parent: resource.parent ?? undefined,
  dependencies: [...new Set(resource.dependencies)].sort(),
  propertyDependencies: edges(resource.propertyDependencies),
  props: plain(resource.custom ? resource.inputs : resource.outputs),
});

/** A value without the keys of objects that the inputs do not have: the engine adds outputs, also within an input. */
function withoutOutputs(value: unknown, input: unknown): unknown {
  if (!isObject(value) || !isObject(input)) return value;
  const entries = Object.entries(value).filter(([key]) => key in input);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutOutputs(inner, input[key])]));
}

/** A resource as a policy in the real engine sees it, without the outputs that the engine adds to custom resources. */
function real(resource: EngineResource, counterpart: CapturedResource): Compared {
  const { props } = resource;
  return {
    type: resource.type,
    name: resource.name,
    parent: resource.parent,
    dependencies: [...new Set(resource.dependencies)].sort(),
    propertyDependencies: edges(resource.propertyDependencies),
    props: plain(counterpart.custom ? withoutOutputs(props, counterpart.inputs) : props),
  };
}

describe("resource graph of a first preview: real engine and npm run preview", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
    cpSync(join(__dirname, "capture-pack"), join(workspace.directory, capturePack), { recursive: true });
  });
  after(() => {
    workspace.close();
  });

  async function realGraph(stack: string, option: number): Promise<ReadonlyMap<string, EngineResource>> {
    await workspace.pulumi("stack", "select", "--create", stack);
    choose(workspace, option, stack);
    await workspace.succeed("preview", "--stack", stack, "--policy-pack", capturePack);
    const graph = JSON.parse(
      readFileSync(join(workspace.directory, capturePack, "graph.json"), "utf8"),
    ) as EngineResource[];
    return new Map(graph.map((resource) => [resource.urn, resource]));
  }

  const cases = [
    ...["dev", "shared", "existing", "company", "operated"].flatMap((stack) =>
      [1, 2, 3, 4, 5].map((option) => [stack, option] as const),
    ),
    ["mixed", 1] as const,
    ...[2, 3, 4, 5].map((option) => ["secured", option] as const),
    ...[1, 4, 5].map((option) => ["released", option] as const),
  ];
  for (const [stack, option] of cases) {
    it(`${stack}, option ${option}: equal resources, values, parents and dependencies`, async () => {
      const engine = await realGraph(stack, option);
      const { resources } = await runStack(stack, "preview", { option });
      assert.deepEqual(
        [...engine.keys()].filter((urn) => !engineOnly.test(urn)).sort(),
        resources.map(({ urn }) => urn).sort(),
      );
      for (const resource of resources) {
        const other = engine.get(resource.urn);
        assert.ok(other);
        assert.deepEqual(real(other, resource), simulated(resource), resource.urn);
      }
    });
  }
});
