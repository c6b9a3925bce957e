import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const command = promisify(execFile);

/** A program that is built from the Go modules that a folder pins. */
export interface GoProgram {
  /** Folder of `go.mod` and `go.sum`. */
  readonly folder: string;
  /** Name of the executable. */
  readonly name: string;
  readonly main: string;
  readonly flags: readonly string[];
}

/** Path of an executable on PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.find((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return found === undefined ? undefined : join(found, name);
}

/** Folder for builds, outside the checkout; one for each set of pinned modules. */
function cacheFolder(folder: string): string {
  const root = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const pinned = readFileSync(join(folder, "go.sum"));
  return join(root, "private-integrations", createHash("sha256").update(pinned).digest("hex").slice(0, 16));
}

/**
 * Builds a program unless it was built before, which takes minutes.
 *
 * @param report - receives progress messages
 * @returns the executable
 * @throws Error if Go is not installed
 */
export async function buildOnce(program: GoProgram, report: (text: string) => void): Promise<string> {
  const { folder, name, main, flags } = program;
  const cache = cacheFolder(folder);
  const file = join(cache, name);
  if (existsSync(file)) return file;
  if (onPath("go") === undefined) {
    throw new Error(`the engine tests need ${name} on PATH, or Go 1.26 to build it; install one of them`);
  }
  report(`building ${name} from its Go module, once; this takes some minutes`);
  mkdirSync(cache, { recursive: true });
  const unfinished = join(cache, `${name}-${process.pid}`);
  await command("go", ["build", ...flags, "-o", unfinished, main], { cwd: folder, maxBuffer: Infinity });
  // Renamed when complete, so that an interrupted build is never used.
  renameSync(unfinished, file);
  return file;
}
