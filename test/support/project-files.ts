import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "./run";

/** Paths of the project's own files; read from the folder, since a copy of the project may have no history. */
export function projectFiles(): readonly string[] {
  const names = readdirSync(projectDirectory).filter((name) => !/^(node_modules|coverage|\.git)$/.test(name));
  const files = names.flatMap((name) =>
    statSync(join(projectDirectory, name)).isDirectory()
      ? readdirSync(join(projectDirectory, name), { recursive: true, encoding: "utf8" }).map((file) => join(name, file))
      : [name],
  );
  return files.filter((file) => !file.includes("node_modules"));
}
