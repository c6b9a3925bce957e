import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../tools/cli";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";

const cli = inProcess(main);
const { version } = JSON.parse(readFileSync(join(projectDirectory, "package.json"), "utf8")) as { version: string };

describe("private-integrations", () => {
  it("--help and help list every command with one line, and the exit codes", async () => {
    const { status, stdout, stderr } = await cli("--help");
    assert.deepEqual([status, stderr], [0, ""]);
    for (const name of ["preview", "compare", "report", "place", "diff", "judge"])
      assert.match(stdout, new RegExp(`^  ${name} +\\w+`, "m"));
    assert.match(stdout, /Exit codes: 0 success, 1 problems found, 2 usage error\./);
    assert.deepEqual(await cli("help"), { status, stdout, stderr });
  });

  it("help of a command lists its flags", async () => {
    const { status, stdout } = await cli("help", "preview");
    assert.equal(status, 0);
    assert.match(stdout, /--policy-config-out/);
    assert.deepEqual(await cli("preview", "--help"), { status, stdout, stderr: "" });
  });

  it("--version prints the version of the package", async () => {
    assert.deepEqual(await cli("--version"), { status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("an unknown command exits 2 and names a similar one", async () => {
    const { status, stdout, stderr } = await cli("previw", "--stack", "dev");
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /^error: unknown command 'previw'\n\(Did you mean preview\?\)\n/);
    // A property of every object is no command.
    assert.equal((await cli("constructor")).status, 2);
  });

  it("without a command exits 2 and lists the commands", async () => {
    const { status, stdout, stderr } = await cli();
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /^ {2}preview /m);
  });

  it("runs a command with its flags, output and exit code", async () => {
    const { status, stdout, stderr } = await cli("place", "--option", "3", "--check");
    assert.equal(status, 1);
    assert.equal(stderr, "nothing was written; run place without --check to write these pins\n");
    assert.match(stdout, /^4 placements of stack dev under option 3 are not pinned:\n/);
    assert.equal((await cli("preview", "--stack", "nope")).status, 2);
  });
});
