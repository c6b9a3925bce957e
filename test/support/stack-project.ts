import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectDirectory } from "./run";

/** Creates a folder with the project's `Pulumi.yaml`, its program, and one stack file. */
export function stackProject(stack: string, stackFile: string): string {
  const directory = mkdtempSync(join(tmpdir(), "project-"));
  copyFileSync(join(projectDirectory, "Pulumi.yaml"), join(directory, "Pulumi.yaml"));
  writeFileSync(join(directory, "index.ts"), `export = require(${JSON.stringify(join(projectDirectory, "index"))});\n`);
  writeFileSync(join(directory, `Pulumi.${stack}.yaml`), stackFile);
  return directory;
}
