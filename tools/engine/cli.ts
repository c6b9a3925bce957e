import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const command = promisify(execFile);
const project = join(__dirname, "..", "..");
const languageHost = join(project, "simulator", "engine", "language-host.ts");

function onPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.find((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
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

function writeLanguageHost(folder: string): void {
  const loader = pathToFileURL(require.resolve("tsx")).href;
  const file = join(folder, "pulumi-language-nodejs");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" --import "${loader}" "${languageHost}" "$@"\n`);
  chmodSync(file, 0o755);
}

/**
 * Folder that holds a Pulumi CLI with a host for Node programs: that of a complete installation, or one built from the
 * pinned Go module, which takes minutes once.
 *
 * @param say - told what takes long
 * @throws Error if there is neither Pulumi nor Go
 */
export async function engineFolder(say: (text: string) => void): Promise<string> {
  const installed = onPath("pulumi");
  if (installed !== undefined && onPath("pulumi-language-nodejs") !== undefined) return installed;
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "pulumi"))) {
    if (onPath("go") === undefined) {
      throw new Error("the engine tests need Pulumi's CLI on PATH, or Go 1.26 to build it; install one of them");
    }
    say("building Pulumi's CLI from its Go module, once; this takes some minutes");
    await build(folder);
  }
  writeLanguageHost(folder);
  return folder;
}
