import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { nodeArguments } from "../../simulator/engine/node-arguments";

const command = promisify(execFile);
const project = join(__dirname, "..", "..");
const hostName = "pulumi-language-nodejs";

/** Pulumi's CLI. */
export interface Engine {
  readonly file: string;
  /** Whether it has the official language host for Node; otherwise the simulator's host must be on its PATH. */
  readonly hasLanguageHost: boolean;
}

function onPath(name: string): string | undefined {
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

const goSum = () => readFileSync(join(__dirname, "go.sum"));
const goMod = () => readFileSync(join(__dirname, "go.mod"), "utf8");

/** Folder for builds, outside the checkout; one for each set of pinned modules. */
function cacheFolder(): string {
  const root = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(root, "private-integrations", createHash("sha256").update(goSum()).digest("hex").slice(0, 16));
}

async function build(folder: string): Promise<void> {
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/.exec(goMod())?.[1] ?? "";
  const unfinished = join(folder, `pulumi-${process.pid}`);
  const flag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  const main = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  await command("go", ["build", "-ldflags", flag, "-o", unfinished, main], {
    cwd: __dirname,
    maxBuffer: Infinity,
  });
  // Renamed when complete, so that an interrupted build is never used.
  renameSync(unfinished, join(folder, "pulumi"));
}

/**
 * Writes an executable that starts this checkout's language host, with the name that the engine looks up on its PATH.
 *
 * @param folder - must not be the engine's own folder, which checkouts share
 */
export function writeLanguageHost(folder: string): void {
  const file = join(folder, hostName);
  const host = join(project, "simulator", "engine", "language-host.ts");
  const words = [process.execPath, ...nodeArguments, host].map((word) => `"${word}"`);
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(file, 0o755);
}

/**
 * Finds an installed CLI with its language host, or builds the CLI from the pinned Go module, which takes minutes once.
 *
 * @param report - receives progress messages
 * @throws Error if neither Pulumi nor Go is installed
 */
export async function findEngine(report: (text: string) => void): Promise<Engine> {
  const installed = onPath("pulumi");
  if (installed !== undefined && onPath(hostName) !== undefined) return { file: installed, hasLanguageHost: true };
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "pulumi"))) {
    if (onPath("go") === undefined) {
      throw new Error("the engine tests need Pulumi's CLI on PATH, or Go 1.26 to build it; install one of them");
    }
    report("building Pulumi's CLI from its Go module, once; this takes some minutes");
    await build(folder);
  }
  return { file: join(folder, "pulumi"), hasLanguageHost: false };
}
