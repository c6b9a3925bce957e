import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "../support/run";

/** The last release: what this version is measured against. */
export const release = "5629a48";

/**
 * Puts the last release, with the packages that it pins, into a folder of its own.
 *
 * @returns that folder
 * @throws Error where the clone does not go back so far, or the packages cannot be had
 */
export function installRelease(root: string): string {
  const directory = join(root, "release");
  mkdirSync(directory);
  const archive = execFileSync("git", ["archive", release], { cwd: projectDirectory, maxBuffer: Infinity });
  execFileSync("tar", ["-x"], { cwd: directory, input: archive });
  execFileSync("npm", ["ci", "--silent"], { cwd: directory });
  return directory;
}
