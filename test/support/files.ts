import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new empty folder outside of the repository, and a function that writes a file of those lines into it. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  const write = (name: string, ...lines: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, lines.join("\n"));
    return file;
  };
  return { folder, write };
}

/** Writes an executable script, with its `#!` line, into a folder. */
export function writeProgram(folder: string, name: string, script: string): void {
  writeFileSync(join(folder, name), script);
  chmodSync(join(folder, name), 0o755);
}
