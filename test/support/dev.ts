import type { Option } from "../../core/settings/settings";
import type { RunResult } from "../../simulator/run";
import { runStack } from "./run";

const runs = new Map<string, Promise<RunResult>>();
/** Run of stack dev under an option, made once for all tests. */
export const dev = (option: Option, pass: "preview" | "apply") => {
  const key = `${option} ${pass}`;
  const run = runs.get(key) ?? runStack("dev", pass, { option });
  runs.set(key, run);
  return run;
};
