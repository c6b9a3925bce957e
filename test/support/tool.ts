import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectDirectory } from "./run";

/** Runs a tool of the project in a process of its own, as its npm script does. */
export const tool =
  (name: string) =>
  (...flags: readonly string[]) =>
    spawnSync(
      process.execPath,
      ["--import", "tsx", "--stack-trace-limit=0", join(projectDirectory, "tools", `${name}.ts`), ...flags],
      { cwd: projectDirectory, encoding: "utf8" },
    );
