import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deploy } from "../support/deployed";
import { projectDirectory } from "../support/run";
import { editStack, own, stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const services = own("services");
const read = (file: string) => readFileSync(join(projectDirectory, "docs", "day-two", file), "utf8");

/** What a preview announces, in the words of the page: `19 created, 2 updated, 19 deleted`. */
function announced(output: string): string {
  const verbs = { "to create": "created", "to update": "updated", "to replace": "replaced", "to delete": "deleted" };
  const summary = output.slice(output.lastIndexOf("Resources:"));
  return Object.entries(verbs)
    .flatMap(([announcement, verb]) => {
      const [, count] = new RegExp(`(\\d+) ${announcement}`).exec(summary) ?? [];
      return count === undefined ? [] : [`${count} ${verb}`];
    })
    .join(", ");
}

describe("what the day-two pages say, in the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  it("renaming.md: the table of what another name does in one update", async () => {
    const rows: string[] = [];
    for (const option of [1, 2, 3, 4, 5]) {
      await deploy(workspace, option);
      const preview = async () => announced(await workspace.succeed("preview", "--stack", "dev"));
      editStack(workspace, [[[services, 0, "name"], "purchases"]]);
      const otherPath = await preview();
      editStack(workspace, [[[services, 0, "path"], "/orders"]]);
      rows.push(`| ${option} | ${otherPath} | ${await preview()} |`);
    }
    const table = read("renaming.md")
      .split("\n")
      .filter((line) => /^\| \d/.test(line));
    assert.deepEqual(table, rows);
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
