import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStep, withCommand, workflow } from "../support/workflow";

const credentials = { PULUMI_BACKEND_URL: "", PULUMI_CONFIG_PASSPHRASE: "", PULUMI_ACCESS_TOKEN: "" };

/** A folder with commands that run shell scripts. */
function folderWith(commands: Readonly<Record<string, string>>) {
  const directory = mkdtempSync(join(tmpdir(), "scheduled-"));
  const paths = Object.entries(commands).map(([name, script]) => withCommand(join(directory, "bin"), name, script));
  const summary = join(directory, "summary.md");
  const env = { ...credentials, STACK: "dev", PATH: paths[0], GITHUB_STEP_SUMMARY: summary };
  return { directory, env, summary: () => readFileSync(summary, "utf8") };
}

describe("drift.yml", () => {
  it("fails with what differs, and says so in the summary", async () => {
    for (const [code, verdict] of [
      [0, "no drift"],
      [255, "drift, or no comparison"],
    ] as const) {
      const { directory, env, summary } = folderWith({ pulumi: `echo "pulumi $*"; exit ${code}` });
      assert.equal((await runStep("drift", "Drift", directory, env)).code, code);
      assert.equal(
        summary(),
        `### stack dev: ${verdict}\n\n~~~text\npulumi refresh --stack dev --preview-only --expect-no-changes --run-program --diff --non-interactive --color never\n\n~~~\n`,
      );
    }
  });
});

describe("state-copy.yml", () => {
  const exportOf = (state: string) => `echo '${state}' > state.json`;
  const copies = `if [ "$1 $2" = "s3 cp" ]; then cp "$3" copied.gz; echo "$4 $5 $6" > target; else exit 9; fi`;

  it("copies the state to a name that no other copy has", async () => {
    const state = '{"deployment":{"resources":[{"urn":"a"},{"urn":"b"}]}}';
    const { directory, env, summary } = folderWith({ pulumi: exportOf(state), aws: copies });
    const { code, output } = await runStep("state-copy", "Copy", directory, {
      ...env,
      COPY_URL: "s3://bucket/copies/",
    });
    assert.equal(code, 0, output);
    assert.equal(gunzipSync(readFileSync(join(directory, "copied.gz"))).toString(), `${state}\n`);
    const target = readFileSync(join(directory, "target"), "utf8");
    assert.match(target, /^s3:\/\/bucket\/copies\/dev\/\d{4}-\d\d-\d\dT\d{6}Z\.json\.gz --sse --only-show-errors\n$/);
    assert.match(summary(), /^Stack dev: 2 resources copied to s3:\/\/bucket\/copies\/dev\/.*\.json\.gz\n$/);
  });

  it("fails without a copy if there is no state, or it cannot be stored", async () => {
    const stored = '{"deployment":{"resources":[{"urn":"a"}]}}';
    for (const [pulumi, aws] of [
      ["echo 'error: no stack named dev' >&2; exit 255", copies],
      [exportOf('{"deployment":{"resources":[]}}'), copies],
      [exportOf('{"deployment":{}}'), copies],
      [exportOf(stored), "exit 1"],
    ] as const) {
      const { directory, env } = folderWith({ pulumi, aws });
      const { code } = await runStep("state-copy", "Copy", directory, { ...env, COPY_URL: "s3://bucket" });
      assert.notEqual(code, 0, pulumi);
      assert.throws(() => readFileSync(join(directory, "target")));
    }
  });
});

describe("the scheduled workflows", () => {
  it("run once a day and by hand, and only where a role is given", () => {
    for (const [name, condition] of [
      ["drift", "vars.AWS_PREVIEW_ROLE_ARN != ''"],
      ["state-copy", "vars.AWS_STATE_COPY_ROLE_ARN != '' && vars.STATE_COPY_URL != ''"],
    ] as const) {
      const { on, jobs, permissions } = workflow(name);
      const { schedule, ...others } = on as { schedule: { cron: string }[] };
      assert.match(schedule[0]?.cron ?? "", /^\d+ \d+ \* \* \*$/);
      assert.deepEqual(others, { workflow_dispatch: null });
      assert.deepEqual(permissions, { contents: "read" });
      assert.deepEqual(
        Object.values(jobs).map((job) => job.if),
        [condition],
      );
    }
  });
});
