import { renameSync, writeFileSync } from "node:fs";

/** Writes a file whole or not at all: whoever reads it meanwhile sees the old one. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
