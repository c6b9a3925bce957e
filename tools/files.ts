import { existsSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const isFolder = (path: string) => statSync(path).isDirectory();

/**
 * Says why the file that a flag names cannot be written, and what to do; asked before the work whose result it is for.
 *
 * @param example - name of a file with such a result
 */
export function unwritable(flag: string, file: string, example: string): string | undefined {
  const folder = dirname(file);
  const other = "name a file in another folder";
  if (!existsSync(folder)) return `${flag} ${file}: there is no folder ${folder}; create it, or ${other}`;
  if (!isFolder(folder)) return `${flag} ${file}: ${folder} is not a folder; ${other}`;
  if (existsSync(file) && isFolder(file))
    return `${flag} ${file}: is a folder; name a file, for example ${join(file, example)}`;
  return undefined;
}

/** Replaces a file atomically: a concurrent reader sees either the old or the new content. */
export function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
