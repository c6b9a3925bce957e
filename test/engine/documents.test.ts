import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { followedWithEngine } from "../support/command-runners";
import { create } from "../support/deployed";
import { withDomain } from "../support/front";
import { projectDirectory } from "../support/run";
import { editStack, ofKeys, own } from "../support/stack-file";
import { changes, documentSuite } from "./document-suite";

const services = own("services");
const ecsService = "aws:ecs/service:Service";

describe("documents followed with the real engine", () => {
  const live = documentSuite();

  it("policies/README.md: both previews with the pack work", async () => {
    await create(live.workspace);
    await live.reader.follow("policies/README.md");
  });

  it("docs/operating.md: after a removal in one update, its last two commands delete what was left", async () => {
    await live.reader.start(2);
    editStack(live.workspace, [[[services, 0], undefined]]);
    await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    await live.reader.follow("docs/operating.md", { failing: /--refresh|--continue-on-error/ });
    assert.equal(live.workspace.aws.account.of(ecsService).length, 3);
    await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });

  it("docs/upgrading.md: a preview and an update with the new version", async () => {
    await live.reader.start(1);
    await live.reader.follow("docs/upgrading.md");
  });

  it("docs/switching.md: each step does what the page says, and the probe prints its sample", async () => {
    await live.reader.start(1);
    editStack(live.workspace, ofKeys(withDomain()));
    await live.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    const document = readFileSync(join(projectDirectory, "docs", "switching.md"), "utf8");
    const [, probed = ""] = [...document.matchAll(/```text\n([^`]*)```/g)].map(([, sample]) => sample);
    /** Ids and times differ in each run. */
    const steady = (text: string) => text.replaceAll(/https:\/\/\w+\.execute|\d+ \/ \d+ ms/g, "...");
    const updates = await live.reader.follow("docs/switching.md", {
      ran: (command, output) => {
        if (command.startsWith("npm run probe")) assert.ok(steady(output).includes(steady(probed)), output);
      },
    });
    assert.deepEqual(updates.map(changes), [
      { created: 66, updated: 1 },
      { updated: 1 },
      { deleted: 34, updated: 2, replaced: 1 },
    ]);
    assert.notEqual(probed, "");
  });

  it("every document of the list was followed", () => {
    const listed = followedWithEngine.filter((file) => !file.startsWith("docs/day-two/"));
    assert.deepEqual(live.reader.followed, listed.sort());
  });
});
