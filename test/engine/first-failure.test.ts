import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "../../simulator/aws/account";
import { create, up } from "../support/deployed";
import { projectDirectory } from "../support/run";
import { choose } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { services } from "./live-stack";

const reason = /waiting for ECS Service \(\S+orders\S*\) create: No rollback candidate was found to run the rollback\./;

/** Part of the URN that the command of the documents looks for. */
const wanted = () => {
  const text = readFileSync(join(projectDirectory, "docs", "operating.md"), "utf8");
  const [, expression] = /^pulumi up --refresh --replace .* grep -o '([^']+)'\)"$/m.exec(text) ?? [];
  assert.ok(expression, "docs/operating.md has no command that replaces an ECS service");
  return new RegExp(expression);
};

describe("a service whose first deployment fails", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  /** First update of stack dev, in which the containers of orders do not start. */
  async function fail(option: number): Promise<void> {
    await create(workspace);
    choose(workspace, option);
    workspace.aws.account.containers = ({ name }) => ({ starts: name !== "orders" });
    const { code, output } = await workspace.pulumi(...up);
    assert.notEqual(code, 0, output);
    assert.match(output, reason);
  }
  const running = () => {
    const { account } = workspace.aws;
    const orders = account.of(...services).filter(({ urn }) => nameOf(urn) === "orders");
    return orders.map(({ id }) => account.ecs.get(id)?.tasks.length);
  };

  for (const option of [1, 5]) {
    it(`option ${option}: no update starts it again, until it is replaced`, async () => {
      await fail(option);
      workspace.aws.account.containers = () => ({});
      for (const flags of [[], ["--refresh"]]) {
        await workspace.succeed(...up, ...flags);
        assert.deepEqual(running(), [0]);
      }
      const urn = workspace.state("dev").resources.flatMap((resource) => wanted().exec(resource.urn) ?? []);
      assert.equal(urn.length, 1);
      await workspace.succeed(...up, "--refresh", "--replace", String(urn[0]));
      assert.deepEqual(running(), [2]);
      await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
    });

    it(`option ${option}: a replacement that fails too fails the update`, async () => {
      await fail(option);
      const urn = workspace.state("dev").resources.find((resource) => wanted().test(resource.urn))?.urn;
      const { code, output } = await workspace.pulumi(...up, "--refresh", "--replace", String(urn));
      assert.notEqual(code, 0, output);
      assert.match(output, reason);
    });

    it(`option ${option}: destroy deletes what a failed first update has left`, async () => {
      await fail(option);
      await workspace.succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
      assert.deepEqual(workspace.aws.account.all, []);
      const left = workspace.aws.account.retained.map(({ type }) => type);
      assert.deepEqual([...new Set(left)], ["aws:ecs/taskDefinition:TaskDefinition"]);
    });
  }
});
