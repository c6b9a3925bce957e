import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome"];

function onPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Debian's package, by root or by sudo without a password. */
function install(): void {
  const command = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const step of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const [program = "apt-get", ...rest] = [...command, "apt-get", ...step];
    execFileSync(program, rest, { stdio: "ignore" });
  }
}

/**
 * A Chromium on this machine: `CHROMIUM`, or one on PATH, or Debian's package, installed now.
 *
 * @throws Error with what to do where there is none and none can be installed
 */
export function chromium(): string {
  const found = process.env["CHROMIUM"] ?? onPath();
  if (found !== undefined) return found;
  if (spawnSync("apt-get", ["--version"]).status === 0) {
    process.stdout.write("      installing Debian's chromium ...\n");
    install();
  }
  const installed = onPath();
  if (installed === undefined) throw new Error("no Chromium found: install one, or name it in CHROMIUM");
  return installed;
}
