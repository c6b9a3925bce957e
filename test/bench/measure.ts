import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Workspace } from "../support/workspace";
import { benchStack } from "./stack";

export const say = (text: string) => process.stdout.write(`${text}\n`);
export const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Writes the stack file of a stack with so many services. */
export function writeBenchStack({ directory }: Workspace, stack: string, services: number): void {
  const config = Object.entries(benchStack(services)).map(([key, value]) => [`private-integrations:${key}`, value]);
  const file = { config: { "aws:region": "us-east-1", ...(Object.fromEntries(config) as object) } };
  writeFileSync(join(directory, `Pulumi.${stack}.yaml`), stringify(file));
}

/** How long a preview of a stack takes. @throws Error if it fails */
export async function previewSeconds(workspace: Workspace, stack: string, ...more: readonly string[]): Promise<number> {
  const outcome = await workspace.pulumi("preview", "--stack", stack, "--suppress-outputs", ...more);
  if (outcome.code !== 0) throw new Error(outcome.output);
  return outcome.seconds;
}
