import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../tools/preview";
import { programProblems } from "../../tools/program-problems";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const preview = inProcess(main);
const deploy = JSON.stringify(join(projectDirectory, "components", "deploy"));

/** Previews stack dev with a program of one's own. */
function previewOf(lines: readonly string[], ...flags: readonly string[]) {
  const directory = stackProject("dev", "");
  copyFileSync(join(projectDirectory, "Pulumi.dev.yaml"), join(directory, "Pulumi.dev.yaml"));
  writeFileSync(join(directory, "index.ts"), lines.join("\n"));
  return preview("--directory", directory, ...flags);
}

const throwing = [
  `import { deploy } from ${deploy};`,
  "export = () => {",
  "  deploy();",
  '  throw new Error("no such team");',
  "};",
];

describe("a program of one's own that fails", () => {
  it("is one message with the line of the program, and exits 1", async () => {
    const { status, stdout, stderr } = await previewOf(throwing);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.equal(
      stderr,
      "1 problem in the program; there is nothing to show:\n" +
        "  index.ts:4: program: Error: no such team\n" +
        "      fix the program, and run this again\n",
    );
  });

  it("has its line although tools run without stack traces", async () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    const { stderr } = await previewOf(throwing).finally(() => (Error.stackTraceLimit = limit));
    assert.match(stderr, /^ {2}index\.ts:4: program: Error: no such team$/m);
  });

  it("is a problem in JSON too, which is not accepted", async () => {
    const { status, stdout, stderr } = await previewOf(throwing, "--json");
    assert.deepEqual([status, stderr], [1, ""]);
    assert.deepEqual(JSON.parse(stdout), {
      version: "alpha",
      accepted: false,
      problems: [
        {
          at: "index.ts:4",
          where: "program",
          message: "Error: no such team",
          fix: "fix the program, and run this again",
        },
      ],
    });
  });

  it("that calls deploy nowhere is not called a problem of the configuration", async () => {
    const { status, stderr } = await previewOf(["export = () => ({ team: 1 });"]);
    assert.equal(status, 1);
    assert.equal(
      stderr,
      "1 problem in the program; there is nothing to show:\n" +
        "  program: calls deploy of private-integrations nowhere\n" +
        "      call deploy() of private-integrations in the program that main of Pulumi.yaml names\n",
    );
  });

  it("is found by the second pass if only known ids reveal it", async () => {
    const program = [
      `import { deploy } from ${deploy};`,
      'import * as aws from "@pulumi/aws";',
      "export = () => {",
      "  deploy();",
      '  const vpc = new aws.ec2.Vpc("more", { cidrBlock: "10.9.0.0/16" });',
      '  vpc.id.apply((id) => { throw new Error("no team for a VPC"); });',
      "};",
    ].map((line) => line.replace('"@pulumi/aws"', JSON.stringify(require.resolve("@pulumi/aws"))));
    assert.equal((await previewOf(program, "--pass", "preview")).status, 0);
    const { status, stderr } = await previewOf(program);
    assert.equal(status, 1);
    assert.match(stderr, /^1 problem in the program; .*\n {2}(index\.ts:6: )?program: Error: no team for a VPC\n/);
  });

  it("names the first line of the program in a stack trace, and no other file", () => {
    const trace = [
      "TypeError: boom",
      "    at run (/work/node_modules/lib/a.js:1:2)",
      "    at Object.<anonymous> (/work/src/teams.ts:12:34)",
      "    at /work/index.ts:3:1",
    ].join("\n");
    const fix = "fix the program, and run this again";
    assert.deepEqual(programProblems([trace], "/work"), [
      { at: "src/teams.ts:12", where: "program", message: "TypeError: boom", fix },
    ]);
    assert.deepEqual(programProblems([trace], "/other"), [{ where: "program", message: "TypeError: boom", fix }]);
  });
});
