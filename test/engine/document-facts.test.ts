import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { deploy } from "../support/deployed";
import { stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

describe("what the day-two pages say, in the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  it("splitting.md: state move refuses load balancers, and a moved network can be moved back", async () => {
    await deploy(workspace, 1);
    copyFileSync(stackFile(workspace), stackFile(workspace, "other"));
    await workspace.succeed("stack", "init", "other");
    const move = (source: string, dest: string, type: string, name: string) =>
      workspace.pulumi(
        ...["state", "move", "--yes", "--source", source, "--dest", dest],
        `urn:pulumi:${source}::private-integrations::private-integrations:index:${type}::${name}`,
      );
    const before = workspace.state("dev").resources.length;
    const refused = await move("dev", "other", "LoadBalancer", "stock-alb");
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /snapshot integrity error/);
    assert.match(refused.output, /is specified as being replaced with/);
    assert.equal(workspace.state("dev").resources.length, before);

    assert.equal((await move("dev", "other", "Network", "supply")).code, 0);
    assert.match(await workspace.succeed("preview", "--stack", "dev"), /\d+ to replace/);
    assert.equal((await move("other", "dev", "Network", "supply")).code, 0);
    await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });
});
