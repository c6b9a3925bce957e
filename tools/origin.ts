import { execFile } from "node:child_process";
import { isAbsolute, relative, resolve } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Commit that a folder is checked out at. */
export interface Commit {
  readonly id: string;
  /** A file of the folder differs from the commit, or is not in it. */
  readonly modified: boolean;
}

/** Output of git; undefined if git is missing, or the folder is in no repository or in one without a commit. */
async function git(directory: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    // Without the variable, git status writes a refreshed index into the repository of the user.
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0" };
    return (await execute("git", ["-C", directory, ...args], { env, encoding: "utf8" })).stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Reads the commit of a project.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @param ignored - file that does not count as a change: the report itself
 * @returns undefined outside of a git repository
 */
export async function commitOf(directory: string, ignored: string | undefined): Promise<Commit | undefined> {
  const id = await git(directory, "rev-parse", "--short", "HEAD");
  if (id === undefined) return undefined;
  const path = ignored === undefined ? ".." : relative(resolve(directory), resolve(ignored));
  const isInside = !path.startsWith("..") && !isAbsolute(path);
  const changes = await git(directory, "status", "--porcelain", "--", ".", ...(isInside ? [`:(exclude)${path}`] : []));
  return { id, modified: changes !== "" };
}
