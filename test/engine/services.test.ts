import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, fifth, liveSuite, returns, services } from "./live-stack";

const firstImage = [own("services"), 0, "image"] as const;

describe("services of a live stack in the real engine", () => {
  const live = liveSuite();

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: a service is changed, added and removed; destroy deletes all`, async () => {
      await deploy(live.workspace, option);
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
      const run = live.stack.idsOf(services);
      const everything = live.stack.size;

      live.stack.set(firstImage, "public.ecr.aws/nginx/nginx:1.30");
      const { updated, replaced, ...others } = counts(await live.stack.up(option));
      assert.deepEqual([updated, replaced, Object.keys(others)], [1, 1, ["unchanged"]]);
      assert.deepEqual(live.stack.idsOf(services), run);

      const before = live.stack.allIds();
      live.stack.set(fifth, returns);
      await live.stack.up(option);
      assert.equal(live.stack.idsOf(services).length, 5);
      // A REST API's deployment is replaced as a whole; no other resource of the other services is.
      const replacedIds = before.filter((id) => !live.stack.allIds().includes(id));
      assert.equal(replacedIds.length, option === 1 ? 0 : 1, replacedIds.join());

      // A REST API's deployment is created before deletions, so a service is retired first and then removed.
      live.stack.set([...fifth, "retired"], true);
      await live.stack.up(option);
      assert.equal(live.stack.idsOf(services).length, 5);
      live.stack.set(fifth, undefined);
      live.stack.set(firstImage, returns.image);
      await live.stack.up(option);
      assert.deepEqual(live.stack.idsOf(services), run);
      assert.equal(live.stack.size, everything);
      await live.workspace.succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    });
  }

  /** Removes services in one update, which AWS refuses, and then does what docs/operating.md says. */
  async function removeAtOnce(option: number, remove: () => void): Promise<void> {
    remove();
    const { code, output } = await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /Cannot delete vpc link\. Vpc link '\w+', is referenced in \[\w+:ANY:\w+:\w+/);
    await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev", "--continue-on-error");
    const deployment = live.workspace.state("dev").resources.find(({ urn }) => urn.includes("deployment:Deployment::"));
    assert.ok(deployment);
    await live.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev", "--replace", deployment.urn);
    assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
  }

  it("option 2: removing a service at once fails; replacing the deployment fixes it", async () => {
    await deploy(live.workspace, 2);
    live.stack.set(fifth, returns);
    await live.stack.up(2);
    await removeAtOnce(2, () => {
      live.stack.set(fifth, undefined);
    });
    assert.equal(live.stack.idsOf(["aws:apigateway/vpcLink:VpcLink"]).length, 4);
  });

  it("option 5: removing the last services of a VPC at once fails in the same way", async () => {
    await deploy(live.workspace, 5);
    await removeAtOnce(5, () => {
      for (const index of [3, 2]) live.stack.set([own("services"), index], undefined);
    });
    assert.equal(live.stack.idsOf(["aws:apigatewayv2/vpcLink:VpcLink"]).length, 1);
  });
});
