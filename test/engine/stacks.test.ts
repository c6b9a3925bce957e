import assert from "node:assert/strict";
import { choose } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

/** Other tests cover stack dev. */
const stacks: readonly (readonly [string, readonly number[]])[] = [
  ["company", [1, 2, 3, 4, 5]],
  ["mixed", [1]],
  ["shared", [1, 2, 3, 4, 5]],
  ["existing", [1, 2, 3, 4, 5]],
];

describe("the other example stacks in the real engine", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args);

  before(async () => {
    workspace = await openWarmWorkspace();
    for (const [stack] of stacks) await succeed("stack", "init", stack);
  });
  after(() => {
    workspace.close();
  });

  for (const [stack, options] of stacks) {
    for (const option of options) {
      it(`${stack}, option ${option}: no changes after up; destroy empties the account`, async () => {
        choose(workspace, option, stack);
        await succeed("up", "--yes", "--skip-preview", "--stack", stack);
        assert.ok(workspace.aws.account.all.length > 0);
        await succeed("preview", "--stack", stack, "--expect-no-changes");
        await succeed("destroy", "--yes", "--skip-preview", "--stack", stack);
        assert.deepEqual(workspace.aws.account.all, []);
      });
    }
  }
});
