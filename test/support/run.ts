import assert from "node:assert/strict";
import { join } from "node:path";
import type { CapturedResource, RunResult } from "../../simulator/run";
import { runProgram } from "../../simulator/run";

/** Folder of the project's `Pulumi.yaml`. */
export const projectDirectory = join(__dirname, "..", "..");

/** Runs a small program of a test's own as stack dev. */
export const runSmall = (pass: "preview" | "apply", program: () => unknown): Promise<RunResult> =>
  runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass,
    program: async () => {
      await program();
    },
  });

/** Runs the project's own program; fails the test if the run has errors. */
export async function runStack(
  stack: string,
  pass: "preview" | "apply",
  overrides: Record<string, unknown> = {},
): Promise<RunResult> {
  const result = await runProgram({ directory: projectDirectory, stack, pass, overrides });
  assert.deepEqual(result.errors, []);
  return result;
}

/** The last part of a type token: `LoadBalancer` of `aws:lb/loadBalancer:LoadBalancer`. */
export const shortType = (type: string) => type.slice(type.lastIndexOf(":") + 1);

/** Resources of a type, by the end of its token or all of it. */
export const ofType = ({ resources }: RunResult, type: string): CapturedResource[] =>
  resources.filter((resource) => resource.type === type || resource.type.endsWith(`:${type}`));

/** The one resource of a type and name. */
export function find(result: RunResult, type: string, name: string): CapturedResource {
  const found = ofType(result, type).filter((resource) => resource.name === name);
  assert.equal(found.length, 1, `${found.length} resources ${type} ${name}`);
  const [resource] = found;
  assert.ok(resource);
  return resource;
}

/** `Type name` of what a list of URNs names. */
export const named = (urns: readonly string[]) =>
  urns.map((urn) => `${shortType(urn.split("::")[2] ?? "")} ${urn.split("::")[3] ?? ""}`).sort();
