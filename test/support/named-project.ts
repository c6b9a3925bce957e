import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackProject } from "./stack-project";

/** Creates a folder with the project under another name, its program, and the stack file of stack `test`. */
export function namedProject(name: string, stackFile: string): string {
  const directory = stackProject("test", stackFile);
  const file = join(directory, "Pulumi.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("name: private-integrations", `name: ${name}`));
  return directory;
}
