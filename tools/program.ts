import type { Decided } from "../components/decisions";
import { observe } from "../components/decisions";
import type { Problem } from "../core/problem";
import type { Pass } from "../simulator/registration";
import type { RunResult } from "../simulator/run";
import { readProject } from "../simulator/project";
import { runProgram } from "../simulator/run";
import type { Io } from "./command";
import { located } from "./located";
import type { StackFile } from "./positions";
import { repeatedKeys } from "./positions";
import { programProblems } from "./program-problems";
import { countResources } from "./progress";
import { outputsByCli } from "./stack-outputs";
import type { StackDecision } from "./stack";
import { noteUnread, withFile } from "./stack";

/** The stack whose program is run. */
export interface StackRun {
  /** Folder of `Pulumi.yaml`. */
  readonly directory: string;
  readonly stack: string;
  readonly option?: number | undefined;
  /** Values that replace those of the stack, by key of the settings; undefined removes one. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

const refused = (problems: readonly Problem[]): StackDecision => ({
  configuration: { values: {}, region: undefined, withheld: [], problems: [] },
  decision: { problems },
});

/** The one decision of a run. A program that decides nothing, or more than once, is a problem. */
function onlyDecision(decided: readonly Decided[], { errors }: RunResult, file: StackFile): StackDecision {
  // What the program decided depends on which of two values it got.
  const repeated = repeatedKeys(file);
  if (repeated.length > 0) return refused(repeated);
  const [first, second] = decided;
  const where = "program";
  if (second !== undefined) {
    const message = `deploys ${decided.length} sets of services (deploy() or PrivateIntegrations); the tools show one`;
    return refused([{ where, message, fix: "preview it with the Pulumi CLI, or give each set a project of its own" }]);
  }
  if (first !== undefined) return withFile(first, file);
  if (errors.length > 0) return refused(programProblems(errors, file.directory));
  const fix = "call deploy() of private-integrations in the program that main of Pulumi.yaml names";
  return refused([{ where, message: "calls deploy of private-integrations nowhere", fix }]);
}

const progressOf: Readonly<Record<Pass, string>> = {
  preview: "running the program as in a first preview",
  apply: "running the program with simulated ids",
};

/** Ends a program once it has decided, before it registers anything. */
class Decision extends Error {}

type Until = "decided" | "registered";

/**
 * Values that replace those of the stack file for `--option`. If that topology stands by, both are exchanged.
 *
 * @throws ProjectError if the CLI would refuse one of the files
 */
export function overridesFor({ directory, stack, option }: StackRun): Readonly<Record<string, number>> {
  if (option === undefined) return {};
  const { name, config } = readProject(directory, stack, {});
  if (config[`${name}:standby`] !== String(option)) return { option };
  return { option, standby: Number(config[`${name}:option`] ?? 1) };
}

async function runOnce(what: StackRun, pass: Pass, io: Io, until: Until) {
  const { directory, stack, values } = what;
  const overrides = { ...overridesFor(what), ...values };
  const seen: Decided[] = [];
  const decided = (each: Decided) => {
    seen.push(each);
    if (until === "decided") throw new Decision();
  };
  const registered = countResources(progressOf[pass], io);
  const run = { directory, stack, pass, overrides, registered, stackOutputs: outputsByCli(directory) };
  const result = await observe({ option: what.option, decided }, () => runProgram(run));
  return { seen, result };
}

async function run(what: StackRun, pass: Pass, io: Io, until: Until) {
  const { directory, stack } = what;
  const { seen, result } = await located(
    directory,
    () => runOnce(what, pass, io, until),
    ({ seen: [first] }) => first !== undefined && (until === "decided" || "problems" in first.decision),
  );
  const decision = onlyDecision(seen, result, { directory, stack, overridden: Object.keys(overridesFor(what)) });
  noteUnread(result, decision, io);
  return { ...decision, result };
}

/** Runs the program of a stack. Returns what it decided and what it registered. */
export const runStack = (what: StackRun, pass: Pass, io: Io) => run(what, pass, io, "registered");

/**
 * Runs the program of a stack until it has decided.
 *
 * @throws ProjectError if the stack does not exist, or the CLI would refuse one of its files
 */
export async function readStack(what: StackRun, io: Io): Promise<StackDecision> {
  const { configuration, decision } = await run(what, "preview", io, "decided");
  return { configuration, decision };
}
