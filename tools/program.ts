import type { Decided } from "../components/decisions";
import { observe } from "../components/decisions";
import type { Problem } from "../core/problem";
import type { Pass } from "../simulator/registration";
import type { RunResult } from "../simulator/run";
import { runProgram } from "../simulator/run";
import type { Io } from "./command";
import type { StackFile } from "./positions";
import { repeatedKeys } from "./positions";
import { programProblems, withTraces } from "./program-problems";
import { countResources } from "./progress";
import type { StackDecision } from "./stack";
import { noteUnread, withFile } from "./stack";

/** The stack whose program is run. */
export interface StackRun {
  /** Folder of `Pulumi.yaml`. */
  readonly directory: string;
  readonly stack: string;
  readonly option?: number | undefined;
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
  const fix = "call deploy() of private-integrations once in the program that main of Pulumi.yaml names";
  if (second !== undefined)
    return refused([{ where, message: `calls deploy ${decided.length} times; the tools show one call`, fix }]);
  if (first !== undefined) return withFile(first, file);
  if (errors.length > 0) return refused(programProblems(errors, file.directory));
  return refused([{ where, message: "calls deploy of private-integrations nowhere", fix }]);
}

const progressOf: Readonly<Record<Pass, string>> = {
  preview: "running the program as in a first preview",
  apply: "running the program with simulated ids",
};

async function run({ directory, stack, option }: StackRun, pass: Pass, io: Io, decided: (decided: Decided) => void) {
  const overrides = option === undefined ? {} : { option };
  const seen: Decided[] = [];
  const observer = {
    overrides,
    decided: (each: Decided) => {
      seen.push(each);
      decided(each);
    },
  };
  const registered = countResources(progressOf[pass], io);
  const result = await observe(observer, () => runProgram({ directory, stack, pass, overrides, registered }));
  noteUnread(result, io);
  const decision = onlyDecision(seen, result, { directory, stack, overridden: Object.keys(overrides) });
  return { ...decision, result };
}

/** Whether the program failed, and not because its configuration is refused. */
const hasFailed = ({ decision, result }: StackDecision & { readonly result: RunResult }) =>
  result.errors.length > 0 &&
  (!("problems" in decision) || decision.problems.every(({ where }) => where === "program"));

/** Runs the program of a stack. Returns what it decided and what it registered. */
export async function runStack(what: StackRun, pass: Pass, io: Io) {
  const ran = await run(what, pass, io, () => undefined);
  if (!hasFailed(ran)) return ran;
  return withTraces(() => run(what, pass, { ...io, error: () => undefined }, () => undefined)) ?? ran;
}

/** Ends a program once it has decided, before it registers anything. */
class Decision extends Error {}

/**
 * Runs the program of a stack until it has decided.
 *
 * @throws ProjectError if the stack does not exist, or the CLI would refuse one of its files
 */
export async function readStack(what: StackRun, io: Io): Promise<StackDecision> {
  const { configuration, decision } = await run(what, "preview", io, () => {
    throw new Decision();
  });
  return { configuration, decision };
}
