import assert from "node:assert/strict";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

const vpcsAndClusters = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ecs/cluster:Cluster"];
const services = ["aws:ecs/service:Service"];

/** Numbers at the end of an update's output: `{ created: 12, unchanged: 80 }`. */
const counts = (output: string) =>
  Object.fromEntries(
    [
      ...output.slice(output.lastIndexOf("Resources:")).matchAll(/(\d+) (created|updated|replaced|deleted|unchanged)/g),
    ].map(([, count, what]) => [what ?? "", Number(count)]),
  );

describe("pulumi up in the real engine, against an AWS that says no", () => {
  let workspace: Workspace;
  const succeed = async (...args: readonly string[]) => {
    const { code, output } = await workspace.pulumi(...args);
    assert.equal(code, 0, output);
    return output;
  };
  const up = (option: number) =>
    succeed("config", "set", "option", String(option)).then(() =>
      succeed("up", "--yes", "--skip-preview", "--stack", "dev"),
    );
  const idsOf = (types: readonly string[]) =>
    workspace.aws.account
      .of(...types)
      .map(({ id }) => id)
      .sort();

  before(async () => {
    workspace = await openWorkspace();
    await succeed("stack", "init", "dev");
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: up, up again without a change, refresh, destroy to an empty account`, async () => {
      await up(option);
      assert.deepEqual(Object.keys(counts(await up(option))), ["unchanged"]);
      await succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");
      await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
      assert.deepEqual(workspace.aws.account.all, []);
    });
  }

  for (const from of [1, 2, 3, 4, 5]) {
    for (const to of [1, 2, 3, 4, 5].filter((option) => option !== from)) {
      it(`switch ${from} -> ${to}: one update, VPCs, clusters and services in place, nothing left behind`, async () => {
        await up(from);
        const [stay, run] = [idsOf(vpcsAndClusters), idsOf(services)];
        await up(to);
        assert.deepEqual(idsOf(vpcsAndClusters), stay);
        assert.deepEqual(idsOf(services), run);
        const left = workspace.aws.account.all.length;
        assert.deepEqual(Object.keys(counts(await up(to))), ["unchanged"]);
        assert.equal(workspace.aws.account.all.length, left);
      });
    }
  }

  it("destroys what the last switch left to an empty account", async () => {
    await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
