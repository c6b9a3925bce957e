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

/** Installs Debian's package, as root or with sudo without a password. */
function install(): void {
  const command = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const step of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const [program = "apt-get", ...rest] = [...command, "apt-get", ...step];
    execFileSync(program, rest, { stdio: "ignore" });
  }
}

/**
 * Finds Chromium: the file in `CHROMIUM`, or a command on PATH, or Debian's package, which it installs if needed.
 *
 * @throws Error if there is no Chromium and it cannot be installed
 */
export function chromium(): string {
  const found = process.env["CHROMIUM"] ?? onPath();
  if (found !== undefined) return found;
  if (spawnSync("apt-get", ["--version"]).status === 0) {
    process.stdout.write("      installing Debian's chromium ...\n");
    install();
  }
  const installed = onPath();
  if (installed === undefined) throw new Error("no Chromium found; install it, or set CHROMIUM to its path");
  return installed;
}
