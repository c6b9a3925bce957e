import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../tools/judge";
import { temporaryFolder } from "../support/files";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";

const judge = inProcess(main);
const { folder, write } = temporaryFolder();
const aws = 'import * as aws from "@pulumi/aws";';
const program = write("vpc.ts", aws, 'new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });');

describe("npm run judge, on what it cannot judge", () => {
  it("reports the error of a program without a stack trace, and exits 1", async () => {
    const throws = write("throws.ts", 'export const program = () => { throw new Error("no such team"); };');
    const { status, stdout, stderr } = await judge(throws);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.equal(stderr, `${throws}:1 (preview pass): Error: no such team\n  fix the program, and run judge again\n`);
    const inOutput = write(
      "throws-later.ts",
      aws,
      'new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" }).id.apply(() => { throw new Error("boom"); });',
    );
    assert.match(
      (await judge(inOutput)).stderr,
      /^\S+throws-later\.ts:2 \(apply pass\): Error: boom\n {2}fix the program/,
    );
    const missing = write("imports.ts", 'import { part } from "./missing";', "export const program = () => part;");
    assert.match(
      (await judge(missing)).stderr,
      /^\S+imports\.ts(:1)? \(preview pass\): Error: Cannot find module '.\/missing'\n {2}fix/,
    );
  });

  it("prints the error of a program as JSON with --json", async () => {
    const file = write("json-error.ts", 'export const program = () => { throw new Error("no such team"); };');
    const { status, stdout, stderr } = await judge(file, "--json");
    assert.deepEqual([status, stderr], [1, ""]);
    assert.deepEqual(JSON.parse(stdout), {
      version: "alpha",
      problems: [
        {
          where: `${file}:1 (preview pass)`,
          message: "Error: no such team",
          fix: "fix the program, and run judge again",
        },
      ],
    });
  });

  it("does not call a program sound that registers nothing", async () => {
    const { status, stderr } = await judge(write("nothing.ts", "export const helper = () => 1;"));
    assert.equal(status, 1);
    assert.match(stderr, /nothing\.ts \(preview pass\): registers no resources\n/);
  });

  it("exits 2 for misuse, and says what is allowed", async () => {
    const graph = write("one.json", '{"resources":[]}');
    const cases: [string[], RegExp][] = [
      [[], /missing required argument 'file'/],
      [[join(folder, "none.ts")], /none\.ts: no such file/],
      [[folder], /got a file of type ""; allowed: \.ts \(program\), \.json \(printed graph\)/],
      [[join(projectDirectory, "README.md")], /got a file of type "\.md"; allowed: \.ts/],
      [[program, "--pass", "later"], /got later; allowed: preview, apply/],
      [[program, program], /too many arguments/],
      [[graph, "--pass", "apply"], /--pass: \S+one\.json is a printed graph/],
      [[graph], /one\.json: the file is no printed resource graph: resources: expected at least one resource/],
      [[write("text.json", "resources:")], /text\.json: the file is not JSON: /],
      [[write("other.json", '{"resources":[{"urn":"u"}]}')], /no printed resource graph: resources\[0\]\.type: /],
      [[write("beta.json", '{"version":"beta","resources":[]}')], /version: expected "alpha"/],
      [
        [write("refused.json", '{"version":"alpha","problems":[{"where":"stage","message":"m","fix":"f"}]}')],
        /the file holds the problems of a refused configuration/,
      ],
    ];
    for (const [args, message] of cases) {
      const { status, stdout, stderr } = await judge(...args);
      assert.equal(status, 2, args.join(" "));
      assert.equal(stdout, "");
      assert.match(stderr, message);
    }
  });
});
