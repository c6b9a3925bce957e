import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../tools/init";
import { projectDirectory } from "./run";
import { inProcess } from "./tool";

/** Runs init without a terminal. */
export const init = inProcess(main);

/** An empty folder, which has a name of its own: the default name of a project is the name of its folder. */
export function emptyFolder(name = "shop"): string {
  const folder = join(mkdtempSync(join(tmpdir(), "init-")), name);
  mkdirSync(folder);
  return folder;
}

/** Puts the package into a project as if it were installed. */
export function installPackage(directory: string): void {
  const folder = join(directory, "node_modules", "private-integrations");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "private-integrations", main: "main.js" }));
  const components = JSON.stringify(join(projectDirectory, "components", "index"));
  writeFileSync(join(folder, "main.js"), `module.exports = require(${components});\n`);
}
