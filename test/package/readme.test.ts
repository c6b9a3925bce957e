import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunByNobody } from "../support/command-runners";
import { commandsOf } from "../support/document-commands";
import { openEngine } from "../support/engine";
import type { EngineCommands } from "../support/engine";
import { Follower } from "../support/follower";
import { projectDirectory } from "../support/run";
import { copyProject } from "../support/workspace";

describe("README.md, followed word for word in a clone", () => {
  let root: string;
  let engine: EngineCommands;
  let follower: Follower;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "readme-"));
    const clone = join(root, "clone");
    mkdirSync(clone);
    copyProject(clone);
    cpSync(join(projectDirectory, "docs"), join(clone, "docs"), { recursive: true });
    // npm's settings of the script that runs the tests must not apply to the project.
    const own = Object.keys(process.env).filter((key) => key.startsWith("npm_"));
    engine = await openEngine(root, clone, Object.fromEntries(own.map((key) => [key, undefined])));
    follower = new Follower(root, clone, engine.env);
  });
  after(() => {
    engine.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("every command works, from the preview of the clone to a project that is deployed and destroyed", async () => {
    let largest = 0;
    for (const command of commandsOf("README.md").filter((each) => !isRunByNobody(each))) {
      await follower.run(command);
      largest = Math.max(largest, engine.aws.account.all.length);
    }
    assert.ok(largest > 40, `${largest} resources were deployed`);
    assert.deepEqual(engine.aws.account.all, []);
    const [request, ...others] = follower.recorded();
    assert.match(request ?? "", /^curl \[https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/live\/hello\]$/);
    assert.deepEqual(others, []);
    // Installs packages from the registry twice and builds both packages; a busy machine needs minutes.
  }).timeout(1_800_000);
});
