import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { descendantsOf, leftOf } from "../support/processes";
import { projectDirectory } from "../support/run";
import { openWorkspace } from "../support/workspace";

/** Each process checks for its parent twice a second, and there are up to three generations. */
const timeoutSeconds = 10;
const delayMilliseconds = 120_000;

const commandsOf = (pid: number) =>
  descendantsOf(pid)
    .map(({ command }) => command)
    .join("\n");

describe("processes whose parent is killed", () => {
  it("language host, program and policy pack end after the engine is killed", async () => {
    const workspace = await openWorkspace();
    try {
      await workspace.succeed("stack", "init", "dev");
      const { aws, start } = workspace;
      aws.faults.add({ call: "create", of: "aws:ec2/vpc:Vpc", failure: { delayMilliseconds } });
      const engine = start("up", "--yes", "--skip-preview", "--stack", "dev", "--policy-pack", "policies");
      while (aws.faults.unused.length > 0) await wait(50);
      const started = descendantsOf(engine.pid ?? 0);
      const commands = started.map(({ command }) => command).join("\n");
      for (const part of [/language-(host|nodejs)/, /cmd\/run\b/, /cmd\/run-policy-pack/]) assert.match(commands, part);
      engine.kill("SIGKILL");
      assert.deepEqual(await leftOf(started, timeoutSeconds), []);
    } finally {
      workspace.close();
    }
  });

  it("all processes of a test run end after it is killed, including the engine", async () => {
    const ready = join(mkdtempSync(join(tmpdir(), "orphans-")), "ready");
    const mocha = require.resolve("mocha/bin/mocha.js");
    const suite = join(__dirname, "hanging", "suite.ts");
    const runner = spawn(process.execPath, [mocha, "--parallel", "--jobs", "2", "--timeout", "0", suite], {
      cwd: projectDirectory,
      env: { ...process.env, READY_FILE: ready },
      stdio: "ignore",
    });
    while (!existsSync(ready)) {
      assert.equal(runner.exitCode, null);
      await wait(50);
    }
    const started = descendantsOf(runner.pid ?? 0);
    const parts = [/pulumi up /, /language-host/, /awsx\/provider/, /cmd\/run-policy-pack/];
    for (const part of parts) assert.match(commandsOf(runner.pid ?? 0), part);
    runner.kill("SIGKILL");
    assert.deepEqual(await leftOf(started, timeoutSeconds), []);
  });
});
