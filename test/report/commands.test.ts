import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  followedWithEngine,
  followedWithPackages,
  isOffline,
  isRunByNobody,
  runByNobody,
} from "../support/command-runners";
import { commandsIn, commandsOf, documents } from "../support/document-commands";
import { memo } from "../support/memo";
import { copyProject } from "../support/workspace";

/** Commands that end with another exit code than 0, as their document says. */
const exitCodes: Readonly<Record<string, number>> = {
  "npm run place -- --stack shared --check": 1,
};

const followed = [...followedWithEngine, ...followedWithPackages];
const all = documents.flatMap(commandsOf);

describe("commands in documents", () => {
  let directory: string;
  // Documents repeat commands.
  const run = memo((text: string) => spawnSync("sh", ["-c", text], { cwd: directory, encoding: "utf8" }));

  before(() => {
    directory = mkdtempSync(join(tmpdir(), "documents-"));
    copyProject(directory);
  });
  after(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it("commands are the lines of sh blocks, and the parts of a line with &&", () => {
    const document =
      "```sh\nnpm ci && npm test\n\n# a comment\n```\n\n```yaml\nkey: value\n```\n\n1. Then\n   ```sh\n   pulumi up\n   ```\n";
    assert.deepEqual(commandsIn("a.md", document), [
      { file: "a.md", line: 2, text: "npm ci" },
      { file: "a.md", line: 2, text: "npm test" },
      { file: "a.md", line: 13, text: "pulumi up" },
    ]);
  });

  it("a test runs each command, or the list of other commands has a reason", () => {
    const unknown = all.filter(
      (command) => !isOffline(command) && !isRunByNobody(command) && !followed.includes(command.file),
    );
    assert.deepEqual(
      unknown.map(({ file, line, text }) => `${file}:${line}: ${text}`),
      [],
    );
  });

  it("each entry of the list of other commands is in a document", () => {
    const unused = runByNobody.filter(([pattern]) => !all.some(({ file, text }) => pattern.test(`${file}: ${text}`)));
    assert.deepEqual(unused, []);
  });

  for (const file of documents.filter((name) => !followedWithEngine.includes(name))) {
    const commands = commandsOf(file).filter(isOffline);
    if (commands.length === 0) continue;
    it(`${file}: the offline commands work`, () => {
      for (const { line, text } of commands) {
        const { status, stdout, stderr } = run(text);
        assert.equal(status, exitCodes[text] ?? 0, `${file}:${line}: ${text}\n${stdout}${stderr}`);
      }
    });
  }
});
