import assert from "node:assert/strict";
import { join } from "node:path";
import type { CapturedResource, RunResult } from "../../simulator/run";
import { runProgram } from "../../simulator/run";
import { memo } from "./memo";

/** Folder of the project's `Pulumi.yaml`. */
export const projectDirectory = join(__dirname, "..", "..");

/** Runs a test's program as stack dev. */
export const runSmall = (pass: "preview" | "apply", program: () => unknown): Promise<RunResult> =>
  runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass,
    program: async () => {
      await program();
    },
  });

/** Many tests share a result, so none may change it. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

let running: Promise<unknown> = Promise.resolve();

/**
 * Runs the project's program, once per process for each stack, pass and overrides. Fails the test if the run has errors.
 *
 * @returns a frozen result
 */
export const runStack = memo(
  (stack: string, pass: "preview" | "apply", overrides: Record<string, unknown> = {}): Promise<RunResult> => {
    // The SDK has one engine per process, so each run waits for the previous one.
    const run = running.then(() => runProgram({ directory: projectDirectory, stack, pass, overrides }));
    running = run.catch(() => undefined);
    return run.then((result) => {
      assert.deepEqual(result.errors, []);
      freeze(result);
      return result;
    });
  },
);

/** The last part of a type token: `LoadBalancer` of `aws:lb/loadBalancer:LoadBalancer`. */
export const shortType = (type: string) => type.slice(type.lastIndexOf(":") + 1);

/** Resources of a type, given as the full token or its last part. */
export const ofType = ({ resources }: RunResult, type: string): CapturedResource[] =>
  resources.filter((resource) => resource.type === type || resource.type.endsWith(`:${type}`));

/** The resource with this type and name. Fails the test unless there is exactly one. */
export function find(result: RunResult, type: string, name: string): CapturedResource {
  const found = ofType(result, type).filter((resource) => resource.name === name);
  assert.equal(found.length, 1, `${found.length} resources ${type} ${name}`);
  const [resource] = found;
  assert.ok(resource);
  return resource;
}

/** Type and name of each URN, as `Type name`, sorted. */
export const named = (urns: readonly string[]) =>
  urns.map((urn) => `${shortType(urn.split("::")[2] ?? "")} ${urn.split("::")[3] ?? ""}`).sort();
