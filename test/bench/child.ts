import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../policies/evaluate";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import type { CapturedResource } from "../../simulator/run";
import { runProgram } from "../../simulator/run";
import { bareProgram } from "./bare";
import { benchStack } from "./stack";

/** Measurements of a captured run. */
export interface Captured {
  readonly resources: number;
  /** Seconds for all policies of the pack on the registered resources. */
  readonly policySeconds: number;
}

/** One run in a separate process: `child.ts capture|bare <services> <file of the captured resources>`. */
async function main([kind, services = "4", file = ""]: readonly string[]): Promise<void> {
  const program =
    kind === "bare" ? { program: bareProgram(JSON.parse(readFileSync(file, "utf8")) as CapturedResource[]) } : {};
  const { resources, errors } = await runProgram({
    directory: join(__dirname, "..", ".."),
    stack: "dev",
    pass: "preview",
    overrides: benchStack(Number(services)),
    ...program,
  });
  if (errors.length > 0) throw new Error(errors.join("\n"));
  if (kind === "bare") return;
  writeFileSync(file, JSON.stringify(resources));
  const started = process.hrtime.bigint();
  evaluate(rules, fromSnapshot(resources));
  const policySeconds = Number(process.hrtime.bigint() - started) / 1e9;
  const captured: Captured = { resources: resources.length, policySeconds };
  process.stdout.write(JSON.stringify(captured));
}

void main(process.argv.slice(2));
