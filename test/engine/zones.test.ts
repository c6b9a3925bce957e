import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, liveSuite, services, vpcsAndClusters } from "./live-stack";

const thirdZone = [own("vpcs"), 0, "zones", 2] as const;

describe("zones of a live stack in the real engine", () => {
  const live = liveSuite();

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: a zone is added in place; removing it replaces only the NLBs`, async () => {
      await deploy(live.workspace, option);
      const [stay, run] = [live.stack.idsOf(vpcsAndClusters), live.stack.idsOf(services)];
      const [albs, nlbs] = [live.stack.balancers("app"), live.stack.balancers("net")];
      const everything = live.stack.size;
      live.stack.set(thirdZone, "use1-az4");
      await live.stack.up(option);
      assert.equal(live.stack.idsOf(vpcsAndClusters).filter((id) => !stay.includes(id)).length, 2);
      assert.deepEqual([live.stack.balancers("app"), live.stack.balancers("net")], [albs, nlbs]);
      live.stack.set(thirdZone, undefined);
      await live.stack.up(option);
      assert.deepEqual(
        [live.stack.idsOf(vpcsAndClusters), live.stack.idsOf(services), live.stack.balancers("app")],
        [stay, run, albs],
      );
      // NLBs of the other VPC are kept.
      assert.equal(live.stack.balancers("net").filter((arn) => nlbs.includes(arn)).length, nlbs.length / 2);
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
      assert.equal(live.stack.size, everything);
    });
  }
});
