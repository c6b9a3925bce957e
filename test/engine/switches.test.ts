import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts, LiveStack, services, vpcsAndClusters } from "./live-stack";

describe("switches of a live stack in the real engine", () => {
  let workspace: Workspace;
  let stack: LiveStack;

  before(async () => {
    workspace = await openWarmWorkspace();
    stack = new LiveStack(workspace);
  });
  after(() => {
    workspace.close();
  });

  for (const from of [1, 2, 3, 4, 5]) {
    for (const to of [1, 2, 3, 4, 5].filter((option) => option !== from)) {
      it(`switch ${from} -> ${to}: one update keeps VPCs, clusters and services`, async () => {
        await deploy(workspace, from);
        const [stay, run] = [stack.idsOf(vpcsAndClusters), stack.idsOf(services)];
        await stack.up(to);
        assert.deepEqual(stack.idsOf(vpcsAndClusters), stay);
        assert.deepEqual(stack.idsOf(services), run);
        const left = stack.size;
        assert.deepEqual(Object.keys(counts(await stack.up(to))), ["unchanged"]);
        assert.equal(stack.size, left);
      });
    }
  }

  it("destroy after the last switch empties the account", async () => {
    await stack.destroy();
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
