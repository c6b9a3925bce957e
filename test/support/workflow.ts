import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { outcomeOf } from "./command";
import type { Outcome } from "./command";
import { writeProgram } from "./files";
import { projectDirectory } from "./run";

/** A step of a workflow, as far as tests read it. */
interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Reads `.github/workflows/<name>.yml`. */
export const workflow = (name: string): Workflow =>
  parse(readFileSync(join(projectDirectory, ".github", "workflows", `${name}.yml`), "utf8")) as Workflow;

/** Steps of all jobs of a workflow, in order. */
export const stepsOf = (name: string): readonly Step[] =>
  Object.values(workflow(name).jobs).flatMap(({ steps = [] }) => steps);

/** The script that `actions/github-script` runs. Fails the test if there is none. */
export function githubScriptOf(name: string): string {
  const script = stepsOf(name).find(({ uses }) => uses?.startsWith("actions/github-script@"))?.with?.["script"];
  assert.ok(typeof script === "string", `${name}.yml has no github-script`);
  return script;
}

/**
 * Runs the script of a step as GitHub does, with the step's own environment: only `shell: bash` sees a failure inside a
 * pipe (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell).
 *
 * @param env - variables of the runner, and values for what the step takes from an expression
 */
export function runStep(name: string, step: string, directory: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const found = stepsOf(name).find((each) => each.name === step);
  assert.ok(found?.run !== undefined, `${name}.yml has no script ${step}`);
  const own = Object.entries(found.env ?? {});
  const literal = own.filter(([, value]) => !value.includes("${{"));
  const missing = own.filter(([key, value]) => value.includes("${{") && !(key in env));
  assert.deepEqual(missing, [], `${step} of ${name}.yml takes values that the test does not give`);
  const options = found.shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const child = spawn("bash", [...options, "-c", found.run], {
    cwd: directory,
    env: { ...process.env, CI: "true", NO_COLOR: "", ...Object.fromEntries(literal), ...env },
  });
  return outcomeOf(child);
}

/** Creates an executable in `folder` and returns a PATH that finds it first. */
export function withCommand(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeProgram(folder, name, `#!/bin/sh\n${script}\n`);
  return `${folder}${delimiter}${process.env["PATH"] ?? ""}`;
}
