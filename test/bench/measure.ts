import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import type { Workspace } from "../support/workspace";
import { benchStack } from "./stack";

export const say = (text: string) => process.stdout.write(`${text}\n`);
export const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Time and memory of one process. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** Measures a run of Node in a separate process. @throws Error if the process fails */
export async function runMeasured(
  directory: string,
  args: readonly string[],
): Promise<Measured & { readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "usage-"));
  const file = join(folder, "usage.json");
  const started = process.hrtime.bigint();
  const { stdout: output } = await promisify(execFile)(
    process.execPath,
    ["--require", join(__dirname, "usage.cjs"), ...args],
    { cwd: directory, env: { ...process.env, BENCH_USAGE: file }, maxBuffer: Infinity },
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const usage = JSON.parse(readFileSync(file, "utf8")) as Omit<Measured, "seconds">;
  rmSync(folder, { recursive: true });
  return { seconds, ...usage, output };
}

/** Median of each figure. */
export const medianOf = (runs: readonly Measured[]): Measured => ({
  seconds: median(runs.map(({ seconds }) => seconds)),
  cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
  peakMiB: median(runs.map(({ peakMiB }) => peakMiB)),
});

/** Quotas that the version in a directory has in its ledger; it refuses others. */
export function knownTo(directory: string, quotas: object): object {
  const folder = join(directory, "policies", "ledger");
  // The last release has its ledger in one file.
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join("ledger", name)) : ["quotas.ts"];
  const ledger = files.map((file) => readFileSync(join(directory, "policies", file), "utf8")).join("\n");
  return Object.fromEntries(Object.entries(quotas).filter(([key]) => ledger.includes(`"${key}"`)));
}

/** Writes the stack file of a stack with this number of services. */
export function writeBenchStack({ directory }: Pick<Workspace, "directory">, stack: string, services: number): void {
  const { quotas, ...settings } = benchStack(services);
  const all = { ...settings, quotas: knownTo(directory, quotas) };
  const config = Object.entries(all).map(([key, value]) => [`private-integrations:${key}`, value]);
  const file = { config: { "aws:region": "us-east-1", ...(Object.fromEntries(config) as object) } };
  writeFileSync(join(directory, `Pulumi.${stack}.yaml`), stringify(file));
}

/** Measures a preview of a stack, in seconds. @throws Error if the preview fails */
export async function previewSeconds(workspace: Workspace, stack: string, ...more: readonly string[]): Promise<number> {
  const outcome = await workspace.pulumi("preview", "--stack", stack, "--suppress-outputs", ...more);
  if (outcome.code !== 0) throw new Error(outcome.output);
  return outcome.seconds;
}
