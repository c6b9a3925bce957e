import { renameSync, writeFileSync } from "node:fs";

/** Replaces a file atomically: a concurrent reader sees either the old or the new content. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
