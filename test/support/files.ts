import { mkdtempSync, writeFileSync } from "node:fs";
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
