import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Io } from "./command";
import { UsageError, withProgress } from "./command";
import { isRepository, packageFolder } from "./package";

/** What a command wrote, whether it succeeded or not. */
interface Written {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The largest result is that of a stack at its quotas, below this number of bytes. */
const maxBytes = 1 << 30;

const execute = promisify(execFile);

async function run(command: string, args: readonly string[], cwd: string): Promise<Written> {
  try {
    return { code: 0, ...(await execute(command, args, { cwd, encoding: "utf8", maxBuffer: maxBytes })) };
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown } & Partial<Written>;
    return { code: typeof code === "number" ? code : 1, stdout, stderr: stderr || String(error) };
  }
}

const git = (directory: string, ...args: readonly string[]) => run("git", ["-C", directory, ...args], directory);

/** A commit of the repository that has a project. */
interface Revision {
  readonly root: string;
  /** Folder of the project inside of the repository; empty for the root. */
  readonly folder: string;
  readonly commit: string;
}

/** @throws UsageError if the project is in no repository, or git does not know the revision */
async function find(revision: string, directory: string): Promise<Revision> {
  const [root, folder, commit] = await Promise.all([
    git(directory, "rev-parse", "--show-toplevel"),
    git(directory, "rev-parse", "--show-prefix"),
    git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`),
  ]);
  if (root.code !== 0)
    throw new UsageError(
      `--base ${revision}: git finds no repository in ${resolve(directory)}; name an earlier result with --before instead`,
    );
  if (commit.code !== 0) {
    const isShallow = (await git(directory, "rev-parse", "--is-shallow-repository")).stdout.trim() === "true";
    const fix = isShallow
      ? "this clone is shallow, so run git fetch --unshallow first"
      : "name a branch, a tag or a commit, for example --base main or --base origin/main";
    throw new UsageError(`--base ${revision}: git knows no such commit; ${fix}`);
  }
  return { root: root.stdout.trim(), folder: folder.stdout.trim(), commit: commit.stdout.trim() };
}

/** Lets a checkout use the installed packages: of the repository, and of the project inside of it. */
function linkPackages({ root, folder }: Revision, checkout: string): void {
  for (const place of new Set(["", folder])) {
    const [installed, link] = [join(root, place, "node_modules"), join(checkout, place, "node_modules")];
    if (existsSync(installed) && existsSync(join(checkout, place)) && !existsSync(link))
      symlinkSync(realpathSync(installed), link, "junction");
  }
}

/** Program and arguments of the preview: of the checkout itself, if this package is developed in it. */
function previewCommand({ root }: Revision, checkout: string, flags: readonly string[]): readonly [string, string[]] {
  if (isRepository && realpathSync(root) === realpathSync(packageFolder)) {
    const npm = process.env["npm_execpath"];
    const args = ["run", "--silent", "--prefix", checkout, "preview", "--", ...flags];
    return npm === undefined ? ["npm", args] : [process.execPath, [npm, ...args]];
  }
  const [start, cli] = [join(__dirname, "start.cjs"), join(__dirname, isRepository ? "cli.ts" : "cli.js")];
  return [process.execPath, ["--stack-trace-limit=0", "--require", start, cli, "preview", ...flags]];
}

/** The first line of what a command wrote about its failure. */
const firstLine = (text: string) => text.split("\n").find((line) => line.trim() !== "") ?? "nothing was written";

async function preview(at: Revision, checkout: string, stack: string): Promise<{ text: string } | { mistake: string }> {
  const directory = join(checkout, at.folder);
  const short = at.commit.slice(0, 12);
  for (const file of ["Pulumi.yaml", `Pulumi.${stack}.yaml`])
    if (!existsSync(join(directory, file)))
      return { mistake: `commit ${short} has no ${at.folder}${file}, so everything is new` };
  const [command, args] = previewCommand(at, checkout, ["--stack", stack, "--directory", directory, "--json"]);
  const { code, stdout, stderr } = await run(command, args, directory);
  if (stdout.trim() !== "") return { text: stdout };
  return { mistake: `the preview of commit ${short} failed with exit code ${code}: ${firstLine(stderr)}` };
}

/** Whether the packages of a commit are others than those that are installed. */
async function hasOtherPackages({ root, folder, commit }: Revision): Promise<boolean> {
  const files = [...new Set(["package-lock.json", `${folder}package-lock.json`])];
  return (await git(root, "diff", "--quiet", commit, "--", ...files)).code === 1;
}

/**
 * Previews a stack at a revision: in a checkout of its own, which is removed afterwards, with the packages that are
 * installed now.
 *
 * @returns what `preview --json` printed, or why it printed nothing
 * @throws UsageError if there is no such revision
 */
export async function previewAt(revision: string, stack: string, directory: string, io: Io) {
  const at = await find(revision, directory);
  const folder = mkdtempSync(join(tmpdir(), "base-"));
  const checkout = join(folder, "checkout");
  try {
    // A hook of the repository could change the checkout.
    const added = await git(
      at.root,
      "-c",
      "core.hooksPath=/dev/null",
      "worktree",
      "add",
      "--detach",
      checkout,
      at.commit,
    );
    if (added.code !== 0) return { mistake: `git cannot check out ${revision}: ${firstLine(added.stderr)}` };
    linkPackages(at, checkout);
    if (await hasOtherPackages(at))
      io.error(`note: package-lock.json differs from that of ${revision}, whose preview runs with the packages of now`);
    return await withProgress(`previewing stack ${stack} at ${revision}`, io, preview(at, checkout, stack));
  } finally {
    await git(at.root, "worktree", "remove", "--force", checkout);
    rmSync(folder, { recursive: true, force: true });
  }
}
