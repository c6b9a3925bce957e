import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectDirectory } from "../support/run";
import { runStep, stepsOf, withCommand, workflow } from "../support/workflow";

/** `npm run -s comment -- <flags>`, in the folder of the test. */
const npm = `shift 4; exec node --require ${projectDirectory}/tools/start.cjs ${projectDirectory}/tools/comment.ts "$@"`;
const run = "https://github.com/o/r/actions/runs/1";

const credentials = { PULUMI_BACKEND_URL: "", PULUMI_CONFIG_PASSPHRASE: "", PULUMI_ACCESS_TOKEN: "" };

/** A folder with a `pulumi` that prints its arguments and then exits with `code`. */
function account(code: number) {
  const directory = mkdtempSync(join(tmpdir(), "account-"));
  const PATH = withCommand(
    join(directory, "bin"),
    "pulumi",
    `echo "pulumi $*"; echo "said on standard error" >&2; exit ${code}`,
  );
  withCommand(join(directory, "bin"), "npm", npm);
  const summary = join(directory, "summary.md");
  const env = { ...credentials, STACK: "dev", PARALLEL: "20", PATH, GITHUB_STEP_SUMMARY: summary, RUN: run };
  return { directory, env, summary: () => readFileSync(summary, "utf8") };
}

describe("preview.yml", () => {
  it("reports a preview that the policies refuse, as one that they accept", async () => {
    for (const [code, outcome, verdict] of [
      [0, "success", "accepted"],
      [255, "failure", "refused"],
    ] as const) {
      const { directory, env, summary } = account(code);
      assert.equal((await runStep("preview", "Preview with the policies", directory, env)).code, code);
      const { code: reported } = await runStep("preview", "Report", directory, { ...env, OUTCOME: outcome });
      assert.equal(reported, 0);
      const report = readFileSync(join(directory, "comment", "dev.md"), "utf8");
      assert.equal(
        report,
        `### stack dev, preview in the account: ${verdict}\n\n<details><summary>pulumi preview</summary>\n\n~~~text\n` +
          "pulumi preview --stack dev --refresh --non-interactive --color never --policy-pack policies --policy-pack-config policy-config.json\n" +
          `said on standard error\n~~~\n\n</details>\n\n[the run](${run})\n`,
      );
      assert.equal(summary(), report);
    }
  });

  it("reports that there was no preview if an earlier step failed", async () => {
    const { directory, env } = account(0);
    await runStep("preview", "Report", directory, { ...env, OUTCOME: "skipped" });
    assert.equal(
      readFileSync(join(directory, "comment", "dev.md"), "utf8"),
      `### stack dev, preview in the account: not previewed, because an earlier step failed\n\n[the run](${run})\n`,
    );
  });

  it("does not run for forks and Dependabot, which get no credentials", () => {
    const [job] = Object.values(workflow("preview").jobs);
    assert.match(job?.if ?? "", /head\.repo\.full_name == github\.repository && github\.actor != 'dependabot\[bot\]'/);
  });
});

describe("up.yml", () => {
  it("a failed update fails the job, and the summary has its output", async () => {
    for (const [code, verdict] of [
      [0, "updated"],
      [1, "failed"],
    ] as const) {
      const { directory, env, summary } = account(code);
      assert.equal((await runStep("up", "Up", directory, env)).code, code);
      assert.equal(
        summary(),
        `### stack dev: ${verdict}\n\n~~~text\npulumi up --stack dev --yes --skip-preview --refresh --parallel 20 --non-interactive --color never\nsaid on standard error\n\n~~~\n`,
      );
    }
  });

  it("fails if the first deployment of a service has failed, which a next update does not see", async () => {
    const names = (service: string) => ({ clusterName: `cluster-${service}`, serviceName: `ecs-${service}` });
    const services = { orders: names("orders"), stock: names("stock") };
    for (const [states, code, named] of [
      [{ orders: "COMPLETED", stock: "COMPLETED" }, 0, []],
      // Nobody waits for a service with `wait: false`.
      [{ orders: "IN_PROGRESS", stock: "COMPLETED" }, 0, []],
      [{ orders: "COMPLETED", stock: "FAILED\ttasks failed to start." }, 1, ["stock"]],
      [{ orders: "FAILED\ttasks failed to start.", stock: "FAILED\ttasks failed to start." }, 1, ["orders", "stock"]],
    ] as const) {
      const directory = mkdtempSync(join(tmpdir(), "deployments-"));
      const folder = join(directory, "bin");
      withCommand(folder, "pulumi", `echo '${JSON.stringify(services)}'`);
      const PATH = withCommand(
        folder,
        "aws",
        `case "$*" in *"--cluster cluster-orders --services ecs-orders "*) echo "${states.orders}";;
        *"--cluster cluster-stock --services ecs-stock "*) echo "${states.stock}";; *) exit 2;; esac`,
      );
      const outcome = await runStep("up", "Deployments of the services", directory, {
        ...credentials,
        STACK: "dev",
        PATH,
      });
      assert.equal(outcome.code, code, outcome.output);
      const found = [...outcome.output.matchAll(/::error::The deployment of service (\S+) has failed/g)];
      assert.deepEqual(
        found.map(([, name]) => name),
        named,
      );
    }
  });

  it("runs the policies before and after the update, on one configuration", () => {
    const names = stepsOf("up").flatMap(({ name }) => name ?? []);
    assert.deepEqual(names, [
      "Waits of the stacks",
      "Offline preview, and the configuration of the policy pack",
      "Version of the Pulumi CLI",
      "Pulumi CLI",
      "Step of a switch",
      "Preview with the policies",
      "Up",
      "Deployments of the services",
      "Policies on the deployed stack",
    ]);
  });
});

describe("preview.yml and up.yml", () => {
  it("install the version of the CLI that the engine tests build", async () => {
    const modules = join("tools", "engine", "go.mod");
    for (const name of ["preview", "up"]) {
      const directory = mkdtempSync(join(tmpdir(), "version-"));
      mkdirSync(join(directory, "tools", "engine"), { recursive: true });
      copyFileSync(join(projectDirectory, modules), join(directory, modules));
      const { code, output } = await runStep(name, "Version of the Pulumi CLI", directory, {});
      assert.equal(code, 0, output);
      const version = readFileSync(join(directory, ".pulumi.version"), "utf8").trim();
      assert.match(version, /^3\.\d+\.\d+$/);
      // tools/engine/cli.ts builds what this line requires.
      const required = `github.com/pulumi/pulumi/pkg/v3 v${version}\n`;
      assert.ok(readFileSync(join(directory, modules), "utf8").includes(required), version);
      const file = stepsOf(name).find(({ name: step }) => step === "Pulumi CLI")?.with?.["pulumi-version-file"];
      assert.equal(file, ".pulumi.version");
    }
  });

  it("fail if the version is not found, instead of installing another one", async () => {
    const directory = mkdtempSync(join(tmpdir(), "version-"));
    mkdirSync(join(directory, "tools", "engine"), { recursive: true });
    writeFileSync(join(directory, "tools", "engine", "go.mod"), "module m\n");
    assert.notEqual((await runStep("up", "Version of the Pulumi CLI", directory, {})).code, 0);
  });
});
