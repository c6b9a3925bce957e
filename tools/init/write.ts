import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Problem } from "../../core/problem";
import type { ProjectFiles } from "./project-files";

/** The files that exist already, and a folder that is none. */
export function existingProblems(directory: string, names: readonly string[]): readonly Problem[] {
  const fix = "name another folder, for example: init my-project";
  if (existsSync(directory) && !statSync(directory).isDirectory())
    return [{ where: directory, message: "is a file; a project is a folder", fix }];
  const existing = names.filter((name) => existsSync(join(directory, name)));
  if (existing.length === 0) return [];
  const message = `has files that init does not overwrite: ${existing.join(", ")}`;
  return [{ where: directory, message, fix: `move them away, or ${fix}` }];
}

/**
 * Writes the files of a project. If one cannot be written, removes those that were.
 *
 * @throws the error of the file system, for example if the folder is read-only or a file has appeared meanwhile
 */
export function writeProject(directory: string, files: ProjectFiles): void {
  const written: string[] = [];
  try {
    for (const [name, content] of files) {
      const file = join(directory, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { flag: "wx" });
      written.push(file);
    }
  } catch (error) {
    for (const file of written) rmSync(file);
    throw error;
  }
}
