import { execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Main } from "../../tools/command";
import {
  followedWithEngine,
  followedWithPackages,
  isOffline,
  isRunByNobody,
  runByNobody,
} from "../support/command-runners";
import { commandsIn, commandsOf, documents, mentionedIn } from "../support/document-commands";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";
import { memo } from "../support/memo";
import { copyProject } from "../support/workspace";

/** Commands that end with another exit code than 0, as their document says. */
const exitCodes: Readonly<Record<string, number>> = {
  "npm run place -- --stack shared --check": 1,
};

const { scripts } = JSON.parse(readFileSync(join(projectDirectory, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const followed = [...followedWithEngine, ...followedWithPackages];
const all = documents.flatMap(commandsOf);

describe("commands in documents", () => {
  let directory: string;
  // Documents repeat commands.
  const run = memo(async (text: string) => {
    const [, name = "", flags = ""] = /^npm run (?:-s )?(\w+)(?: -- (.*))?$/.exec(text) ?? [];
    assert.ok(scripts[name]?.endsWith(` tools/${name}.ts`), `npm script ${name}`);
    const { main } = (await import(`../../tools/${name}`)) as { readonly main: Main };
    // The folder of this process is the checkout.
    const words = flags.replace("--out ", `--out ${directory}/`).split(" ");
    return inProcess(main)(...words.filter((word) => word !== ""), "--directory", directory);
  });

  before(() => {
    directory = mkdtempSync(join(tmpdir(), "documents-"));
    copyProject(directory);
    // Tools see what a program decides only if it has their own deploy().
    writeFileSync(
      join(directory, "index.ts"),
      `export = require(${JSON.stringify(join(projectDirectory, "index"))});\n`,
    );
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...words], { cwd: directory });
    git("init", "--quiet", "--initial-branch", "main");
    git("add", "--all");
    git("commit", "--quiet", "--message", "Base");
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
    const commands = [...commandsOf(file), ...(file === "README.md" ? mentionedIn(file) : [])].filter(isOffline);
    if (commands.length === 0) continue;
    it(`${file}: the offline commands work`, async () => {
      for (const { line, text } of commands) {
        const { status, stdout, stderr } = await run(text);
        assert.equal(status, exitCodes[text] ?? 0, `${file}:${line}: ${text}\n${stdout}${stderr}`);
      }
    });
  }
});
