import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts, fifth, LiveStack, returns, services } from "./live-stack";

const firstImage = [own("services"), 0, "image"] as const;

describe("services of a live stack, in the real engine", () => {
  let workspace: Workspace;
  let stack: LiveStack;

  before(async () => {
    workspace = await openWarmWorkspace();
    stack = new LiveStack(workspace);
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: up, a service changed, added and removed, refresh, destroy to an empty account`, async () => {
      await deploy(workspace, option);
      assert.deepEqual(Object.keys(counts(await stack.up(option))), ["unchanged"]);
      const run = stack.idsOf(services);
      const everything = stack.size;

      stack.set(firstImage, "public.ecr.aws/nginx/nginx:1.30");
      const { updated, replaced, ...others } = counts(await stack.up(option));
      assert.deepEqual([updated, replaced, Object.keys(others)], [1, 1, ["unchanged"]]);
      assert.deepEqual(stack.idsOf(services), run);

      const before = stack.allIds();
      stack.set(fifth, returns);
      await stack.up(option);
      assert.equal(stack.idsOf(services).length, 5);
      // A REST API's snapshot is made anew as a whole; nothing else of the other services moves.
      const moved = before.filter((id) => !stack.allIds().includes(id));
      assert.equal(moved.length, option === 1 ? 0 : 1, moved.join());

      // A REST API's snapshot is taken before anything is deleted: first off the API, then away.
      stack.set([...fifth, "retired"], true);
      await stack.up(option);
      assert.equal(stack.idsOf(services).length, 5);
      stack.set(fifth, undefined);
      stack.set(firstImage, returns.image);
      await stack.up(option);
      assert.deepEqual(stack.idsOf(services), run);
      assert.equal(stack.size, everything);
      await workspace.succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");
      await stack.destroy();
      assert.deepEqual(workspace.aws.account.all, []);
    });
  }

  it("option 2: a service removed at once is refused by AWS, and another snapshot helps, as docs/operating.md says", async () => {
    await deploy(workspace, 2);
    stack.set(fifth, returns);
    await stack.up(2);
    stack.set(fifth, undefined);
    const { code, output } = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /Cannot delete vpc link\. Vpc link '\w+', is referenced in/);
    await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev", "--continue-on-error");
    const deployment = workspace.state("dev").resources.find(({ urn }) => urn.includes("deployment:Deployment::"));
    assert.ok(deployment);
    await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev", "--replace", deployment.urn);
    assert.equal(stack.idsOf(["aws:apigateway/vpcLink:VpcLink"]).length, 4);
    assert.deepEqual(Object.keys(counts(await stack.up(2))), ["unchanged"]);
  });
});
