import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectDirectory } from "../support/run";
import { runStep, withCommand } from "../support/workflow";
import { copyProject } from "../support/workspace";

/** Each step starts several tools through npm, which takes long on a machine that does other work too. */
const timeoutMilliseconds = 180_000;

const author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];

/** A repository with the project on its base commit, and a folder for commands. */
function repository() {
  const root = mkdtempSync(join(tmpdir(), "pull-request-"));
  const directory = join(root, "project");
  mkdirSync(directory);
  copyProject(directory);
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...author, ...args], { cwd: directory, encoding: "utf8" });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "base");
  return { root, directory, git, base: git("rev-parse", "HEAD").trim() };
}

/** `npm` whose `ci` links the installed packages instead of downloading them. */
const npm = `
if [ "$1" != ci ]; then exec ${execFileSync("which", ["npm"], { encoding: "utf8" }).trim()} "$@"; fi
prefix=.; if [ "$3" = --prefix ]; then prefix=$4; fi
[ -e "$prefix/node_modules" ] || ln -s ${join(projectDirectory, "node_modules")} "$prefix/node_modules"`;

describe("offline.yml, for a pull request that changes a stack file", () => {
  const { root, directory, git, base } = repository();
  const summary = join(root, "summary.md");
  const env = { BASE: base, GITHUB_STEP_SUMMARY: summary, PATH: withCommand(join(root, "bin"), "npm", npm) };

  /** Commits another text of a stack file. */
  function commit(stack: string, change: (text: string) => string) {
    const file = join(directory, `Pulumi.${stack}.yaml`);
    writeFileSync(file, change(readFileSync(file, "utf8")));
    git("commit", "--quiet", "--all", "--message", "change");
  }

  const step = (name: string, stack: string) => runStep("offline", name, directory, { ...env, STACK: stack });
  const reportOf = (stack: string) => readFileSync(join(directory, "comment", `${stack}.md`), "utf8");

  it("the report of another option names API, URL and cost, in full and without colours", async () => {
    commit("dev", (text) => text.replace("option: 1", "option: 3"));
    const ofBase = await step("Routes of the base branch", "dev");
    assert.equal(ofBase.code, 0, ofBase.output);
    const { code, output } = await step("Preview", "dev");
    assert.equal(code, 0, output);
    const report = reportOf("dev");
    assert.match(
      report,
      /^### stack dev, offline preview: accepted\n\nCompared with the base branch:\n\n- option: 1 → 3 \(/,
    );
    assert.match(report, /^- API: HTTP API → REST API\n- \*\*The URL changes\*\*/m);
    assert.match(report, /^- fixed cost: 210\.78 → 177\.93 USD per month$/m);
    assert.match(report, /^<details><summary>the preview<\/summary>\n\n~~~text\n/m);
    assert.match(report, /^<details><summary>options compared<\/summary>\n\n\*\*Recommended: option 1 /m);
    assert.equal(report.match(/<details>/g)?.length, report.match(/<\/details>/g)?.length);
    // An escape sequence of a colour.
    assert.ok(!report.includes("\u001b"));
    assert.equal(readFileSync(summary, "utf8"), report);
  }).timeout(timeoutMilliseconds);

  it("a refused stack fails the job and still has a report, with all its problems", async () => {
    commit("mixed", (text) => text.replace("option: 1", "option: 2"));
    assert.equal((await step("Preview", "mixed")).code, 1);
    const report = reportOf("mixed");
    assert.match(report, /^### stack mixed, offline preview: refused\n/);
    assert.match(report, /~~~text\n2 problems in the configuration; nothing was registered:\n/);
    assert.match(report, /Pulumi\.mixed\.yaml:\d+: stage: /);
  }).timeout(timeoutMilliseconds);
});
