import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { runStep, stepsOf, withCommand } from "../support/workflow";

const step = "Step of a switch";
const file = readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8");

const deployed = {
  url: "https://a1.execute-api.us-east-1.amazonaws.com/live",
  option: 1,
  api: { url: "https://a1.execute-api.us-east-1.amazonaws.com/live", stage: "live" },
  services: {},
  loadBalancers: {},
  routes: [],
};

/** Runs the step on a project whose file has another option than its stack, with a CLI that prints these outputs. */
function running(workflow: "up" | "preview", outputs: string, option: number) {
  const directory = stackProject("dev", file.replace("option: 1", `option: ${option}`));
  const bin = mkdtempSync(join(tmpdir(), "bin-"));
  writeFileSync(join(bin, "outputs.json"), outputs);
  withCommand(bin, "pulumi", `[ "$2" = history ] && exec echo '[]'; exec cat ${bin}/outputs.json`);
  // npm run -s switch -- --stack dev --check
  const npm = `shift 4; exec node -r ${projectDirectory}/tools/start.cjs ${projectDirectory}/tools/switch.ts --directory ${directory} "$@"`;
  withCommand(bin, "npm", npm);
  const values = { PULUMI_BACKEND_URL: "", PULUMI_CONFIG_PASSPHRASE: "", PULUMI_ACCESS_TOKEN: "", STACK: "dev" };
  const PATH = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
  return { directory, run: runStep(workflow, step, directory, { ...values, PATH }) };
}

describe("the step of a switch in the workflows", () => {
  it("stops up.yml before an update that loses requests, and before its preview", async () => {
    const { code, output } = await running("up", JSON.stringify(deployed), 4).run;
    assert.equal(code, 1, output);
    assert.match(output, /Refused\./);
    const names = stepsOf("up").map(({ name }) => name);
    assert.ok(names.indexOf(step) > 0 && names.indexOf(step) < names.indexOf("Preview with the policies"));
  });

  it("lets a stack of the same topology and a first deployment pass", async () => {
    for (const outputs of [JSON.stringify(deployed), "{}"]) {
      const { code, output } = await running("up", outputs, 1).run;
      assert.equal(code, 0, output);
    }
  });

  it("stops up.yml if the outputs cannot be read", async () => {
    assert.equal((await running("up", "", 1).run).code, 2);
  });

  it("is shown in the comment of preview.yml, which it does not fail", async () => {
    const { directory, run } = running("preview", JSON.stringify(deployed), 4);
    assert.equal((await run).code, 0);
    assert.match(readFileSync(join(directory, "switch.txt"), "utf8"), /^Refused\. /);
    const report = stepsOf("preview").find(({ name }) => name === "Report");
    assert.match(report?.run ?? "", /--text "step of a switch=switch\.txt"/);
  });
});
