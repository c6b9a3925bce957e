import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStep, withCommand } from "../support/workflow";
import { editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { stoppedBy, undeterminedRules } from "./findings";

const policies = "Policies on the deployed stack";

describe("the scripts of up.yml and preview.yml with the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
    await workspace.succeed("stack", "init", "dev");
  });
  after(() => {
    workspace.close();
  });

  const step = (name: string, title: string, env: NodeJS.ProcessEnv = {}) =>
    runStep(name, title, workspace.directory, {
      ...workspace.env,
      PULUMI_ACCESS_TOKEN: "",
      STACK: "dev",
      PARALLEL: "20",
      GITHUB_STEP_SUMMARY: join(workspace.directory, "summary.md"),
      ...env,
    });

  it("deploy a stack, and then decide what its preview left undetermined", async () => {
    assert.equal((await step("up", "Offline preview, and the configuration of the policy pack")).code, 0);
    const preview = await step("up", "Preview with the policies");
    assert.equal(preview.code, 0, preview.output);
    const up = await step("up", "Up");
    assert.equal(up.code, 0, up.output);
    assert.match(readFileSync(join(workspace.directory, "summary.md"), "utf8"), /^### stack dev: updated\n/);
    const asked = join(workspace.directory, "asked.txt");
    const folder = join(workspace.directory, "bin");
    const search = withCommand(folder, "aws", `echo "$3 $4 $5 $6" >> ${asked}; printf 'COMPLETED\\tcompleted\\n'`);
    const PATH = search.replace(process.env["PATH"] ?? "", workspace.env["PATH"] ?? "");
    const deployments = await step("up", "Deployments of the services", { PATH });
    assert.equal(deployments.code, 0, deployments.output);
    const lines = readFileSync(asked, "utf8").trim().split("\n");
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? "", /^--cluster sales-\w+ --services customers-\w+$/);
    const after = await step("up", policies);
    assert.equal(after.code, 0, after.output);
    assert.ok(undeterminedRules(preview.output).includes("every-route-reaches-its-service"));
    assert.deepEqual(undeterminedRules(after.output), []);
  });

  it("a violation fails the policies on the deployed stack and the preview, which still has a report", async () => {
    const file = join(workspace.directory, "policy-config.json");
    const accepted = readFileSync(file, "utf8");
    // The stack has four ALBs.
    const quotas = { "elb.albsPerRegion": { value: 3, reason: "a test" } };
    writeFileSync(file, accepted.replaceAll('"quotas": {}', `"quotas": ${JSON.stringify(quotas)}`));
    const after = await step("up", policies);
    assert.deepEqual([after.code === 0, stoppedBy(after.output)], [false, ["albs-per-region-quota"]]);
    const preview = await step("preview", "Preview with the policies");
    assert.deepEqual([preview.code === 0, stoppedBy(preview.output)], [false, ["albs-per-region-quota"]]);
    assert.equal((await step("preview", "Report", { OUTCOME: "failure" })).code, 0);
    const report = readFileSync(join(workspace.directory, "comment", "dev.md"), "utf8");
    assert.match(report, /^### stack dev, preview in the account: refused\n/);
    assert.deepEqual(stoppedBy(report), ["albs-per-region-quota"]);
    writeFileSync(file, accepted);
  });

  it("a mistake in the stack file stops the workflows before the CLI runs", async () => {
    editStack(workspace, [[[own("logRetentionDay")], 30]]);
    for (const name of ["up", "preview"]) {
      const { code, output } = await step(name, "Offline preview, and the configuration of the policy pack");
      assert.equal(code, 1);
      assert.match(output, /Pulumi\.dev\.yaml:\d+: configuration: unknown key "logRetentionDay"/);
    }
  });
});
