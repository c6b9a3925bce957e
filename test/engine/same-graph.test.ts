import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource } from "../../policies/graph/resource";
import type { CapturedResource } from "../../simulator/run";
import { unknown } from "../../simulator/values";
import { runStack } from "../support/run";
import { choose } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

/** Where it stands in the project, so that its imports hold in the copy too. */
const capturePack = "test/engine/capture-pack";
/** What only the engine registers: providers of its own making, for awsx's component and for the SDK's own resources. */
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
/** A value with null for what is not known, without what is absent. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === unknown ? null : inner)));

/** What the in-process run says of a resource. */
const ours = (one: CapturedResource): Compared => ({
  type: one.type,
  name: one.name,
  parent: one.parent ?? undefined,
  dependencies: [...new Set(one.dependencies)].sort(),
  propertyDependencies: edges(one.propertyDependencies),
  props: plain(one.custom ? one.inputs : one.outputs),
});

/** What a policy in the engine sees of it, without the outputs of custom resources that it adds to their inputs. */
function theirs(one: EngineResource, like: CapturedResource): Compared {
  const given = Object.entries(one.props).filter(([key]) => !like.custom || key in like.inputs);
  return {
    type: one.type,
    name: one.name,
    parent: one.parent,
    dependencies: [...new Set(one.dependencies)].sort(),
    propertyDependencies: edges(one.propertyDependencies),
    props: plain(Object.fromEntries(given)),
  };
}

describe("the graph at a first preview: the real engine's and that of npm run preview", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
    cpSync(join(__dirname, "capture-pack"), join(workspace.directory, capturePack), { recursive: true });
  });
  after(() => {
    workspace.close();
  });

  async function seenByEngine(stack: string, option: number): Promise<ReadonlyMap<string, EngineResource>> {
    await workspace.pulumi("stack", "select", "--create", stack);
    choose(workspace, option, stack);
    await workspace.succeed("preview", "--stack", stack, "--policy-pack", capturePack);
    const graph = JSON.parse(
      readFileSync(join(workspace.directory, capturePack, "graph.json"), "utf8"),
    ) as EngineResource[];
    return new Map(graph.map((resource) => [resource.urn, resource]));
  }

  const cases = [
    ...["dev", "shared", "existing"].flatMap((stack) => [1, 2, 3, 4, 5].map((option) => [stack, option] as const)),
    ["mixed", 1] as const,
  ];
  for (const [stack, option] of cases) {
    it(`${stack}, option ${option}: the same resources, values, parents and dependencies`, async () => {
      const engine = await seenByEngine(stack, option);
      const { resources } = await runStack(stack, "preview", { option });
      assert.deepEqual(
        [...engine.keys()].filter((urn) => !engineOnly.test(urn)).sort(),
        resources.map(({ urn }) => urn).sort(),
      );
      for (const resource of resources) {
        const other = engine.get(resource.urn);
        assert.ok(other);
        assert.deepEqual(theirs(other, resource), ours(resource), resource.urn);
      }
    });
  }
});
