import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackDiff } from "../../report/diff";
import { main } from "../../tools/diff";
import { service, stackFile } from "../report/diff/previews";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const diff = inProcess(main);

const author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
const three = stackFile({ services: service("orders") + service("stock") + service("prices") });

interface Printed {
  readonly version: string;
  readonly stack: string;
  readonly mistake?: string;
  readonly diff: StackDiff | null;
}

/** A project in a subfolder of a repository, with one commit; `git` runs in the repository. */
function repository() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "diff-")));
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...author, ...args], { cwd: root, encoding: "utf8" });
  const directory = join(root, "infra");
  mkdirSync(directory);
  const project = stackProject("shop", stackFile());
  for (const file of ["Pulumi.yaml", "Pulumi.shop.yaml", "index.ts"])
    writeFileSync(join(directory, file), readFileSync(join(project, file)));
  writeFileSync(join(root, ".gitignore"), "node_modules\n");
  symlinkSync(join(projectDirectory, "node_modules"), join(directory, "node_modules"));
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "base");
  const write = (text: string) => {
    writeFileSync(join(directory, "Pulumi.shop.yaml"), text);
  };
  return { root, directory, git, write };
}

describe("npm run diff -- --base", () => {
  const { root, directory, git, write } = repository();
  const at = (...flags: readonly string[]) => diff("--directory", directory, "--stack", "shop", ...flags);

  it("compares the present files with a branch, a tag or a commit, and leaves no checkout behind", async () => {
    git("tag", "v1");
    write(three);
    for (const base of ["main", "v1", git("rev-parse", "--short", "HEAD").trim()]) {
      const { status, stdout, stderr } = await at("--base", base);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(
        stdout,
        /^Stack shop is accepted, as before\.\n\nRoutes\n {2}added: ANY \/prices, ANY \/prices\/\{proxy\+\} → prices\n/,
      );
    }
    assert.equal(git("worktree", "list", "--porcelain").match(/^worktree /gm)?.length, 1);
    assert.equal(git("status", "--porcelain"), " M infra/Pulumi.shop.yaml\n");
    assert.equal(git("branch", "--list").trim(), "* main");
  });

  it("--option changes the later preview only; --details names every resource", async () => {
    write(stackFile());
    const { stdout } = await at("--base", "main", "--option", "1", "--details");
    assert.match(stdout, /^ {2}option: 5 → 1 /m);
    assert.match(
      stdout.replace(/\n {6}/g, " "),
      /^ {2}apigatewayv2\.Route: 4 added \(option-1\/orders, option-1\/orders\/\{proxy\+\}, option-1\/stock, option-1\/stock\/\{proxy\+\}\)$/m,
    );
  });

  it("--json has the difference, of all resources", async () => {
    write(three);
    const { version, stack, diff: found } = JSON.parse((await at("--base", "main", "--json")).stdout) as Printed;
    assert.deepEqual([version, stack], ["alpha", "shop"]);
    assert.deepEqual(found?.accepted, { before: true, after: true });
    assert.deepEqual(
      found.routes.added.map(({ route }) => route),
      ["ANY /prices", "ANY /prices/{proxy+}"],
    );
    assert.deepEqual([found.resources.added.length, found.resources.removed], [22, []]);
    assert.deepEqual(
      found.resources.updated.map(({ resource: { name }, inputs }) => [name, inputs]),
      [["option-5", ["deployment"]]],
    );
    assert.deepEqual(found.cost.fixedUsdPerMonth, { before: 105.39, after: 139.84 });
    assert.deepEqual(found.growth?.after.more, 47);
  });

  it("--markdown is the same for a pull request", async () => {
    const { stdout } = await at("--base", "main", "--markdown");
    assert.match(
      stdout,
      /^### stack shop: accepted\n\n\*\*Routes\*\*\n\n- added: ANY \/prices, ANY \/prices\/\{proxy\+\} → prices\n\n\*\*Resources\*\*\n\n- 1 replaced, 22 added, 1 updated\n/,
    );
  });

  it("says that a stack or project is new", async () => {
    const commit = git("rev-parse", "HEAD").slice(0, 12);
    writeFileSync(join(directory, "Pulumi.fresh.yaml"), stackFile());
    const fresh = await diff("--directory", directory, "--stack", "fresh", "--base", "main");
    const text = `There is no difference to show: commit ${commit} has no infra/Pulumi.fresh.yaml, so everything is new.`;
    assert.deepEqual([fresh.status, fresh.stdout.replaceAll("\n", " ").trim()], [0, text]);
    const json = await diff("--directory", directory, "--stack", "fresh", "--base", "main", "--json");
    const { diff: none, mistake } = JSON.parse(json.stdout) as Printed;
    assert.deepEqual([none, mistake], [null, `commit ${commit} has no infra/Pulumi.fresh.yaml, so everything is new`]);
  });

  it("says that the base was refused, or is of another version", async () => {
    write(stackFile({ option: 7 }));
    git("commit", "--quiet", "--all", "--message", "refused");
    write(three);
    const refused = await at("--base", "main");
    assert.equal(refused.status, 0);
    assert.match(
      refused.stdout.replaceAll("\n", " "),
      /^There is no difference to show: the preview of main cannot be read: expected a result .*, found 1 problem instead; option: .*7/,
    );
  });

  it("a refused stack exits with 1 and lists its problems, before the base is previewed", async () => {
    write(stackFile({ option: 7 }));
    const { status, stdout, stderr } = await at("--base", "main");
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^1 problem in the configuration; nothing was registered:\n.*option/);
    const json = await at("--base", "main", "--json");
    assert.deepEqual([json.status, (JSON.parse(json.stdout) as { problems: unknown[] }).problems.length], [1, 1]);
    write(stackFile());
  });

  it("an unknown revision or a folder without a repository is a usage error", async () => {
    const unknown = await at("--base", "nosuch");
    assert.deepEqual(
      [unknown.status, unknown.stderr],
      [
        2,
        "--base nosuch: git knows no such commit; name a branch, a tag or a commit, for example --base main or --base origin/main\n",
      ],
    );
    const shallow = mkdtempSync(join(tmpdir(), "shallow-"));
    execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${root}`, shallow]);
    writeFileSync(join(shallow, "infra", "Pulumi.shop.yaml"), stackFile());
    const cut = await diff("--directory", join(shallow, "infra"), "--stack", "shop", "--base", "HEAD~1");
    assert.deepEqual(
      [cut.status, cut.stderr],
      [2, "--base HEAD~1: git knows no such commit; this clone is shallow, so run git fetch --unshallow first\n"],
    );
    // A revision is never read as a flag of git.
    assert.match((await at("--base=--help")).stderr, /^--base --help: git knows no such commit/);
    const outside = stackProject("shop", stackFile());
    const none = await diff("--directory", outside, "--stack", "shop", "--base", "main");
    assert.equal(none.status, 2);
    assert.equal(
      none.stderr,
      `--base main: git finds no repository in ${outside}; name an earlier result with --before instead\n`,
    );
  });

  it("says that the packages of the base were others", async () => {
    writeFileSync(join(root, "infra", "package-lock.json"), "{}\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", "lock file");
    writeFileSync(join(root, "infra", "package-lock.json"), '{ "name": "other" }\n');
    write(stackFile());
    const first = git("rev-list", "--max-parents=0", "HEAD").trim();
    assert.match((await at("--base", first)).stderr, /^note: package-lock\.json differs from that of [0-9a-f]{40}, /);
  });

  it("needs exactly one base", async () => {
    for (const flags of [[], ["--base", "main", "--before", "x.json"]])
      assert.match(
        (await at(...flags)).stderr,
        /^name what to compare with: either --base <revision>, .*, or --before <file>/,
      );
  });
});
