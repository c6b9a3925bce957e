import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
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
      RUN: "https://github.com/o/r/actions/runs/1",
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

  it("find no drift until somebody changes a resource in the account, and change nothing themselves", async () => {
    const summary = join(workspace.directory, "drift.md");
    const drift = () => step("drift", "Drift", { GITHUB_STEP_SUMMARY: summary });
    const clean = await drift();
    assert.equal(clean.code, 0, clean.output);
    assert.match(readFileSync(summary, "utf8"), /^### stack dev: no drift\n/);
    rmSync(summary);
    const { account } = workspace.aws;
    const [group] = account.of("aws:cloudwatch/logGroup:LogGroup");
    assert.ok(group !== undefined);
    const [deployed, before] = [account.snapshot(), JSON.stringify(workspace.state("dev").resources)];
    account.update(group.urn, group.id, { ...group.inputs, ...group.outputs }, { ...group.inputs, retentionInDays: 1 });
    const found = await drift();
    assert.notEqual(found.code, 0, found.output.slice(-1500));
    const report = readFileSync(summary, "utf8");
    assert.match(report, /^### stack dev: drift, or no comparison\n/);
    assert.match(report, /retentionInDays: \d+ => 1/);
    assert.equal(JSON.stringify(workspace.state("dev").resources), before);
    account.restore(deployed);
    assert.equal((await drift()).code, 0);
  });

  it("copy the state, which another backend takes and finds the same resources by", async () => {
    const folder = join(workspace.directory, "bin-of-copy");
    const aws = withCommand(folder, "aws", `cp "$3" ${folder}/copied.gz`);
    const PATH = aws.replace(process.env["PATH"] ?? "", workspace.env["PATH"] ?? "");
    const copy = await step("state-copy", "Copy", { PATH, COPY_URL: "s3://bucket" });
    assert.equal(copy.code, 0, copy.output);
    const state = join(folder, "state.json");
    writeFileSync(state, gunzipSync(readFileSync(join(folder, "copied.gz"))));
    const backend = mkdtempSync(join(tmpdir(), "backend-"));
    const elsewhere = { env: { ...workspace.env, PULUMI_BACKEND_URL: `file://${backend}` }, cwd: workspace.directory };
    const pulumi = (...args: readonly string[]) =>
      promisify(execFile)("pulumi", [...args, "--stack", "dev", "--non-interactive"], elsewhere);
    await promisify(execFile)("pulumi", ["stack", "init", "dev", "--non-interactive"], elsewhere);
    await pulumi("stack", "import", "--file", state);
    await pulumi("preview", "--refresh", "--expect-no-changes");
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
