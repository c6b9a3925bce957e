import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../../simulator/run";
import { projectDirectory } from "../support/run";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";
import { median, previewSeconds, say, writeBenchStack } from "./measure";
import { benchStack } from "./stack";

const rounds = 7;

/** Writes a project whose program registers the same resources without components and without a plan. */
async function writeBare({ directory }: Workspace, overrides: Record<string, unknown>): Promise<number> {
  const { resources, errors } = await runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass: "apply",
    overrides,
  });
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const bare = join(directory, "bare");
  mkdirSync(bare, { recursive: true });
  const project = readFileSync(join(directory, "Pulumi.yaml"), "utf8");
  const runtime = project.slice(project.indexOf("runtime:"), project.indexOf("main:"));
  writeFileSync(join(bare, "Pulumi.yaml"), `name: bare\n${runtime}main: index.ts\n`);
  writeFileSync(join(bare, "captured.json"), JSON.stringify(resources));
  cpSync(join(__dirname, "bare.ts"), join(bare, "bare.ts"));
  writeFileSync(
    join(bare, "index.ts"),
    'import captured from "./captured.json";\nimport { bareProgram } from "./bare";\nbareProgram(captured as never)();\n',
  );
  return resources.length;
}

/** Compares `pulumi preview` of the product and of a bare program, with the same engine and providers. */
async function compare(workspace: Workspace, stack: string, overrides: Record<string, unknown>): Promise<void> {
  const resources = await writeBare(workspace, overrides);
  for (const project of [".", "bare"]) await workspace.pulumi("-C", project, "stack", "select", "--create", stack);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const product = await previewSeconds(workspace, stack);
    ratios.push(product / (await previewSeconds(workspace, stack, "-C", "bare")));
  }
  say(`  ${stack}: ${String(resources)} resources, ${median(ratios).toFixed(2)} times the bare program`);
}

async function main(): Promise<void> {
  const workspace = await openWorkspace();
  try {
    say(`pulumi preview in the real engine, median of ${String(rounds)} interleaved pairs`);
    await compare(workspace, "dev", {});
    writeBenchStack(workspace, "hundred", 100);
    await compare(workspace, "hundred", benchStack(100));
  } finally {
    workspace.close();
  }
}

void main();
