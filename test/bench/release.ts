import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "../support/run";

/** The last release, with which this version is compared. */
export const release = "5629a48";

/**
 * Checks out the last release into a new directory and installs its pinned packages.
 *
 * @returns the directory
 * @throws Error if the clone does not have the release, or the packages cannot be installed
 */
export function installRelease(root: string): string {
  const directory = join(root, "release");
  mkdirSync(directory);
  const archive = execFileSync("git", ["archive", release], { cwd: projectDirectory, maxBuffer: Infinity });
  execFileSync("tar", ["-x"], { cwd: directory, input: archive });
  execFileSync("npm", ["ci", "--silent"], { cwd: directory });
  return directory;
}
