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
  /** Whether it came with a host for Node programs; one that did not needs ours on its PATH. */
  readonly hasLanguageHost: boolean;
}

function onPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const folder = folders.find((one) => {
    try {
      accessSync(join(one, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return folder === undefined ? undefined : join(folder, name);
}

const goSum = () => readFileSync(join(__dirname, "go.sum"));
const goMod = () => readFileSync(join(__dirname, "go.mod"), "utf8");

/** Where builds are kept, outside the checkout: one folder for each set of pinned modules. */
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
  // Renamed at the end, so that an interrupted build is never taken for a finished one.
  renameSync(unfinished, join(folder, "pulumi"));
}

/**
 * Writes this checkout's host for Node programs as an executable of the name that the engine looks for on its PATH.
 * Never beside the engine: other checkouts have hosts of their own for it.
 */
export function writeLanguageHost(folder: string): void {
  const file = join(folder, hostName);
  const host = join(project, "simulator", "engine", "language-host.ts");
  const words = [process.execPath, ...nodeArguments, host].map((word) => `"${word}"`);
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(file, 0o755);
}

/**
 * Finds the CLI of a complete installation, or builds it from the pinned Go module, which takes minutes once.
 *
 * @param say - told what takes long
 * @throws Error if there is neither Pulumi nor Go
 */
export async function findEngine(say: (text: string) => void): Promise<Engine> {
  const installed = onPath("pulumi");
  if (installed !== undefined && onPath(hostName) !== undefined) return { file: installed, hasLanguageHost: true };
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "pulumi"))) {
    if (onPath("go") === undefined) {
      throw new Error("the engine tests need Pulumi's CLI on PATH, or Go 1.26 to build it; install one of them");
    }
    say("building Pulumi's CLI from its Go module, once; this takes some minutes");
    await build(folder);
  }
  return { file: join(folder, "pulumi"), hasLanguageHost: false };
}
