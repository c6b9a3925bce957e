import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts, LiveStack, services, vpcsAndClusters } from "./live-stack";

const thirdZone = [own("vpcs"), 0, "zones", 2] as const;

describe("zones of a live stack in the real engine", () => {
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
    it(`option ${option}: a zone is added in place; removing it replaces only the NLBs`, async () => {
      await deploy(workspace, option);
      const [stay, run] = [stack.idsOf(vpcsAndClusters), stack.idsOf(services)];
      const [albs, nlbs] = [stack.balancers("app"), stack.balancers("net")];
      const everything = stack.size;
      stack.set(thirdZone, "use1-az4");
      await stack.up(option);
      assert.equal(stack.idsOf(vpcsAndClusters).filter((id) => !stay.includes(id)).length, 2);
      assert.deepEqual([stack.balancers("app"), stack.balancers("net")], [albs, nlbs]);
      stack.set(thirdZone, undefined);
      await stack.up(option);
      assert.deepEqual(
        [stack.idsOf(vpcsAndClusters), stack.idsOf(services), stack.balancers("app")],
        [stay, run, albs],
      );
      // NLBs of the other VPC are kept.
      assert.equal(stack.balancers("net").filter((arn) => nlbs.includes(arn)).length, nlbs.length / 2);
      assert.deepEqual(Object.keys(counts(await stack.up(option))), ["unchanged"]);
      assert.equal(stack.size, everything);
    });
  }
});
