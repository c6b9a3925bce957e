import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  const run = "https://github.com/o/r/actions/runs/1";
  const env = { BASE: base, GITHUB_STEP_SUMMARY: summary, RUN: run, PATH: withCommand(join(root, "bin"), "npm", npm) };

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
    const ofBase = await step("Preview of the base branch", "dev");
    assert.equal(ofBase.code, 0, ofBase.output);
    const { code, output } = await step("Preview", "dev");
    assert.equal(code, 0, output);
    const report = reportOf("dev");
    assert.match(
      report,
      /^### stack dev, offline preview: accepted\n\nAccepted\. No policy refuses pulumi up of stack dev \(139 resources\)\.\n\n\*\*API\*\*\n\n- option: 1 → 3 \(/,
    );
    assert.match(report, /^- API: HTTP API → REST API\n- the URL changes \(new API\)/m);
    assert.match(report, /^- fixed: 210\.78 → 177\.93 USD per month \(-32\.85\)$/m);
    for (const title of ["all changes", "the preview"])
      assert.match(report, new RegExp(`^<details><summary>${title}</summary>\n\n~~~text\n`, "m"));
    assert.match(report, /^<details><summary>8 routes<\/summary>\n\n\| routes \|/m);
    assert.match(report, /^<details><summary>options compared<\/summary>\n\n\*\*Recommended: option 1 /m);
    assert.equal(report.match(/<details>/g)?.length, 4);
    assert.equal(report.match(/<\/details>/g)?.length, 4);
    assert.ok(report.endsWith(`\n\n[the run](${run})\n`));
    // An escape sequence of a colour.
    assert.ok(!report.includes("\u001b"));
    assert.equal(readFileSync(summary, "utf8"), report);
  }).timeout(timeoutMilliseconds);

  it("the same difference can be seen before the pull request", () => {
    commit("shared", (text) => text.replace("option: 5", "option: 1"));
    const args = ["run", "-s", "diff", "--", "--base", base, "--stack", "shared"];
    const text = execFileSync("npm", args, {
      cwd: directory,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    assert.match(text, /^Stack shared is accepted, as before\.\n\nAPI\n {2}option: 5 → 1 /);
  }).timeout(timeoutMilliseconds);

  it("a refused stack fails the job and still has a report, with all its problems", async () => {
    commit("mixed", (text) => text.replace("option: 1", "option: 2"));
    assert.equal((await step("Preview", "mixed")).code, 1);
    const report = reportOf("mixed");
    assert.match(
      report,
      /^### stack mixed, offline preview: refused\n\n2 problems in the configuration; nothing was registered\.\n\n\*\*Problems\*\*\n\n- Pulumi\.mixed\.yaml:\d+: stage: /,
    );
  }).timeout(timeoutMilliseconds);

  it("a stack that the base does not have is shown whole, with the reason", async () => {
    writeFileSync(join(directory, "Pulumi.fresh.yaml"), readFileSync(join(directory, "Pulumi.shared.yaml")));
    git("add", "--all");
    git("commit", "--quiet", "--message", "new stack");
    rmSync(join(root, "base"), { recursive: true, force: true });
    git("worktree", "prune");
    assert.notEqual((await step("Preview of the base branch", "fresh")).code, 0);
    assert.equal((await step("Preview", "fresh")).code, 0);
    const report = reportOf("fresh");
    assert.match(
      report,
      /\n\nThere is no difference to show: the base has no result; the log of its preview ends with: .*fresh.*\.\n\n<details><summary>the preview/,
    );
  }).timeout(timeoutMilliseconds);

  it("a program that fails has a report with the end of its log", async () => {
    writeFileSync(join(directory, "tools", "preview.ts"), 'throw new Error("broken in <this> way");\n');
    assert.notEqual((await step("Preview", "dev")).code, 0);
    const report = reportOf("dev");
    assert.match(report, /^### stack dev, offline preview: not previewed\n\nThe preview wrote no result: /);
    assert.match(report, /^- .*Error: broken in \\<this\\> way/m);
  }).timeout(timeoutMilliseconds);
});
