import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { flawed } from "../policies/plain-program";
import { projectDirectory } from "../support/run";
import { choose } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { stoppedBy } from "./findings";

describe("pulumi preview in the real engine with the policy pack", () => {
  let workspace: Workspace;
  const preview = (project: string) =>
    workspace.pulumi(
      ...["-C", project, "preview", "--stack", "dev", "--suppress-outputs"],
      ...["--policy-pack", join(workspace.directory, "policies")],
    );

  before(async () => {
    workspace = await openWarmWorkspace();
    const plain = join(workspace.directory, "plain");
    mkdirSync(plain);
    const project = readFileSync(join(projectDirectory, "Pulumi.yaml"), "utf8");
    const runtime = project.slice(project.indexOf("runtime:"), project.indexOf("main:"));
    writeFileSync(join(plain, "Pulumi.yaml"), `name: plain\n${runtime}main: index.ts\n`);
    cpSync(join(projectDirectory, "test", "policies", "plain-program.ts"), join(plain, "plain-program.ts"));
    writeFileSync(
      join(plain, "index.ts"),
      `import * as pulumi from "@pulumi/pulumi";
import { plainProgram } from "./plain-program";
plainProgram(new pulumi.Config().getObject("flaws") ?? {});
`,
    );
    for (const directory of [".", "plain"]) {
      await workspace.succeed("-C", directory, "stack", "init", "dev");
    }
    await workspace.pulumi("-C", "plain", "config", "set", "aws:region", "us-east-1");
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`stack dev passes with option ${option}`, async () => {
      choose(workspace, option);
      const { code, output } = await preview(".");
      assert.equal(code, 0, output);
      assert.deepEqual(stoppedBy(output), []);
    });
  }

  it("a plain program without flaws passes", async () => {
    const { code, output } = await preview("plain");
    assert.equal(code, 0, output);
  });

  for (const [flaws, policies] of flawed) {
    it(`${Object.keys(flaws).join()}: the expected mandatory policies stop the preview`, async () => {
      await workspace.pulumi("-C", "plain", "config", "set", "flaws", JSON.stringify(flaws));
      const { code, output } = await preview("plain");
      assert.notEqual(code, 0, output);
      assert.deepEqual(stoppedBy(output).sort(), [...policies].sort(), output);
      assert.equal(workspace.aws.account.all.length, 0);
    });
  }
});
