import assert from "node:assert/strict";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";
import { counts, LiveStack, services } from "./live-stack";

/** Program and pack run in new Node processes each time; most other engine tests keep them loaded. */
describe("Pulumi CLI with new Node processes, as on users' machines", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args, "--stack", "dev");

  before(async () => {
    workspace = await openWorkspace();
    await workspace.succeed("stack", "init", "dev");
  });
  after(() => {
    workspace.close();
  });

  it("config set, preview with the policy pack, up, refresh and destroy succeed", async () => {
    const stack = new LiveStack(workspace);
    await succeed("config", "set", "option", "5");
    await succeed("config", "set", "--path", "services[4].name", "returns");
    for (const [key, value] of [
      ["vpc", "supply"],
      ["image", "public.ecr.aws/nginx/nginx:1.29"],
      ["containerPort", "80"],
    ] as const) {
      await succeed("config", "set", "--path", `services[4].${key}`, value);
    }
    await succeed("preview", "--policy-pack", "policies");
    assert.deepEqual(workspace.aws.account.all, []);
    const { created = 0 } = counts(await succeed("up", "--yes", "--skip-preview"));
    assert.equal(stack.idsOf(services).length, 5);
    await succeed("config", "rm", "--path", "services[4]");
    await succeed("refresh", "--yes", "--expect-no-changes");
    const { deleted } = counts(await succeed("destroy", "--yes", "--skip-preview"));
    assert.equal(deleted, created);
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
