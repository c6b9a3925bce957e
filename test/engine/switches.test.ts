import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { counts, liveSuite, services, vpcsAndClusters } from "./live-stack";

describe("switches of a live stack in the real engine", () => {
  const live = liveSuite();

  for (const from of [1, 2, 3, 4, 5]) {
    for (const to of [1, 2, 3, 4, 5].filter((option) => option !== from)) {
      it(`switch ${from} -> ${to}: one update keeps VPCs, clusters and services`, async () => {
        await deploy(live.workspace, from);
        const [stay, run] = [live.stack.idsOf(vpcsAndClusters), live.stack.idsOf(services)];
        await live.stack.up(to);
        assert.deepEqual(live.stack.idsOf(vpcsAndClusters), stay);
        assert.deepEqual(live.stack.idsOf(services), run);
        const left = live.stack.size;
        assert.deepEqual(Object.keys(counts(await live.stack.up(to))), ["unchanged"]);
        assert.equal(live.stack.size, left);
      });
    }
  }

  it("destroy after the last switch empties the account", async () => {
    await live.stack.destroy();
    assert.deepEqual(live.workspace.aws.account.all, []);
  });
});
