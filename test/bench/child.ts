import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../policies/evaluate";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import type { CapturedResource } from "../../simulator/run";
import { runProgram } from "../../simulator/run";
import { bareProgram } from "./bare";
import { benchStack } from "./stack";

/** One run in a process of its own: `child.ts product|bare <services> <file of the captured resources>`. */
async function main([kind, services = "4", file = ""]: readonly string[]): Promise<void> {
  const options = {
    directory: join(__dirname, "..", ".."),
    stack: "dev",
    pass: "apply",
    overrides: benchStack(Number(services)),
  } as const;
  const program =
    kind === "bare" ? { program: bareProgram(JSON.parse(readFileSync(file, "utf8")) as CapturedResource[]) } : {};
  const since = (start: bigint) => Number(process.hrtime.bigint() - start) / 1e9;
  const started = process.hrtime.bigint();
  const { resources, errors } = await runProgram({ ...options, ...program });
  const seconds = since(started);
  const judged = process.hrtime.bigint();
  evaluate(rules, fromSnapshot(resources));
  const policySeconds = since(judged);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  if (kind === "capture") writeFileSync(file, JSON.stringify(resources));
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const managed = resources.filter(({ custom, type }) => custom && type.startsWith("aws:")).length;
  process.stdout.write(JSON.stringify({ seconds, policySeconds, peakMiB, resources: resources.length, managed }));
}

void main(process.argv.slice(2));
