import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStep, stepsOf, withCommand, workflow } from "../support/workflow";
import { projectDirectory } from "../support/run";

const step = "Waits of the stacks";

/** Runs the step in the project; its file is elsewhere, so that the checkout stays clean. */
function waits(STACKS: string) {
  const directory = mkdtempSync(join(tmpdir(), "waits-"));
  const outputs = join(directory, "outputs");
  appendFileSync(outputs, "");
  // npm run -s preview -- --stack dev --waits-out waits.jsonl
  const npm = `shift 4; cd ${projectDirectory}; exec node -r ./tools/start.cjs tools/preview.ts "$1" "$2" "$3" "${directory}/$4"`;
  const PATH = withCommand(join(directory, "bin"), "npm", npm);
  return { outputs, run: runStep("up", step, directory, { STACKS, PATH, GITHUB_OUTPUT: outputs }) };
}

describe("the waits in up.yml", () => {
  it("give each stack its parallelism, time limit and session", async () => {
    const { outputs, run } = waits("dev company");
    const { code, output } = await run;
    assert.equal(code, 0, output);
    const [, stacks = ""] = /^stacks=(.*)\n$/.exec(readFileSync(outputs, "utf8")) ?? [];
    assert.deepEqual(JSON.parse(stacks), [
      // Two tasks that fail and are rolled back: 29 minutes.
      {
        stack: "dev",
        longestMinutes: 29,
        services: ["orders"],
        parallel: 20,
        jobMinutes: 90,
        sessionSeconds: 3600,
      },
      // 52 and 20 minutes, and 30 for the rest of the job; 14 services.
      {
        stack: "company",
        longestMinutes: 52,
        services: ["fraud", "payments", "refunds"],
        parallel: 30,
        jobMinutes: 102,
        sessionSeconds: 4320,
      },
    ]);
  });

  it("fail for a stack that cannot be previewed, so that no job updates it", async () => {
    const { outputs, run } = waits("missing");
    assert.notEqual((await run).code, 0);
    assert.equal(readFileSync(outputs, "utf8"), "");
  });

  it("arrive where the job needs them", () => {
    const job = workflow("up").jobs["up"] as unknown as Record<string, unknown>;
    assert.equal(job["timeout-minutes"], "${{ matrix.jobMinutes }}");
    assert.deepEqual((job["strategy"] as { matrix: unknown }).matrix, {
      include: "${{ fromJSON(needs.waits.outputs.stacks) }}",
    });
    const credentials = stepsOf("up").find(({ uses }) => uses?.startsWith("aws-actions/configure-aws-credentials@"));
    assert.equal(credentials?.with?.["role-duration-seconds"], "${{ matrix.sessionSeconds }}");
    assert.equal(stepsOf("up").find(({ name }) => name === "Up")?.env?.["PARALLEL"], "${{ matrix.parallel }}");
  });
});
