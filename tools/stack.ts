import { relative, resolve } from "node:path";
import type { Configuration } from "../components/configuration";
import type { Decision } from "../core/decide";
import type { Problem } from "../core/problem";
import { isRequired } from "../core/settings/allowed-keys";
import { settingsSchema } from "../core/settings/schema";
import { entryOf } from "../simulator/entry";
import { readProject } from "../simulator/project";
import type { RunResult } from "../simulator/run";
import type { Io } from "./command";
import type { StackFile } from "./positions";
import { keysBesideConfig, withPositions } from "./positions";

/** Names of environments for a sentence: `environment shop/dev`. */
const listed = (environments: readonly string[]) =>
  `${environments.length === 1 ? "environment" : "environments"} ${environments.join(", ")}`;

/**
 * Says what only the CLI can read, and what nothing reads. Encrypted values of the project's namespace, and keys of the
 * program outside of `config`, are problems.
 */
export function noteUnread(result: RunResult, { decision }: StackDecision, io: Io): void {
  const { project, unreadableSecrets, environments, strayKeys } = result;
  const problems = "problems" in decision ? decision.problems : [];
  for (const key of strayKeys)
    if (!problems.some(({ where }) => where === key))
      io.error(
        `note: nothing reads ${key}, which is outside of config in the stack file; indent it below config, or remove it`,
      );
  if (environments.length > 0)
    io.error(
      `note: the values of ${listed(environments)} (Pulumi ESC) cannot be read offline; keys that only an environment sets count as not set`,
    );
  for (const path of unreadableSecrets)
    if (!path.startsWith(`${project}:`)) io.error(`note: ${path} is encrypted and cannot be read offline`);
}

/** What the CLI refuses because of the project's schema, unless the program says more about the same key. */
function schemaProblems({ directory, stack, overridden }: StackFile, said: readonly Problem[]): readonly Problem[] {
  const { name, faults } = readProject(directory, stack, {});
  const keys = new Set([...said.map(({ where }) => /^([\w.-]+:)?[\w$-]+/.exec(where)?.[0] ?? where), ...overridden]);
  return (
    faults
      .map(({ key, ...fault }) => ({ key: key.startsWith(`${name}:`) ? key.slice(name.length + 1) : key, ...fault }))
      // The program says which of its required keys are missing, except where one has another name in the file.
      .filter(({ key, value }) => !keys.has(key) && !(value === undefined && isRequired([key])))
      .map(({ key, type, value }) => ({
        where: key,
        message:
          value === undefined
            ? `is missing; Pulumi.yaml declares it with type ${type}`
            : `got ${JSON.stringify(value)}; Pulumi.yaml declares type ${type}`,
        fix: value === null ? "give it a value, or remove the key" : `set a value of type ${type}`,
      }))
  );
}

/** A key that the stack file lacks may be in an environment of the stack. Keys of list entries are in one place only. */
function orInEnvironment(problem: Problem, environments: readonly string[]): Problem {
  const isKey = /^([\w.-]+:)?[\w$-]+$/.test(problem.where);
  if (environments.length === 0 || !isKey || !problem.message.startsWith("is missing")) return problem;
  return {
    ...problem,
    message: `is not in the stack file; ${listed(environments)} may set it, which only the Pulumi CLI can read`,
    fix: "preview with the Pulumi CLI, or set it in the stack file too: a value there wins over that of an environment",
  };
}

/** Keys that a stack file has below `config`. */
const ownKeys = ["aws:region", ...Object.keys(settingsSchema.shape)];

/** A configuration and what was decided about it; problems have their lines in the stack file. */
export interface StackDecision {
  readonly configuration: Configuration;
  readonly decision: Decision;
}

/** Settings that the program states are not in the stack file; values of other packages, such as `aws:region`, are. */
const isInFile = ({ where }: Problem) => /^[\w.-]+:/.test(where);

/** Adds to problems of a configuration the lines of the stack file, or the file of a program that states its settings. */
export function withPlaces(
  problems: readonly Problem[],
  configuration: Configuration,
  file: StackFile,
): readonly Problem[] {
  const placed = withPositions(problems, file);
  if (placed.length === 0 || configuration.stack !== undefined) return placed;
  const { main } = readProject(file.directory, file.stack, {});
  const program = relative(resolve(file.directory), entryOf(file.directory, main).file);
  return problems.map((problem, index) => {
    const isFlag = file.overridden.includes(problem.where);
    return isFlag || isInFile(problem) ? (placed[index] ?? problem) : { ...problem, at: program };
  });
}

/** Adds what the CLI refuses because of the project's schema, and the place of each problem. */
export function withFile({ configuration, decision }: StackDecision, file: StackFile): StackDecision {
  const said = "problems" in decision ? decision.problems : [];
  const { environments } = readProject(file.directory, file.stack, {});
  const declared = withPositions(schemaProblems(file, said), file);
  const beside = keysBesideConfig(file, ownKeys);
  // A key that is beside config is not missing too, and below a misspelled config each key could be.
  const isBeside = ({ where, message }: Problem) =>
    message.startsWith("is missing") &&
    beside.some((each) => each.where === where || each.where.endsWith(`:${where}`) || each.fix.endsWith(" to config"));
  const all = [...withPlaces(said, configuration, file), ...declared]
    .filter((each) => !isBeside(each))
    .map((each) => orInEnvironment(each, environments));
  return { configuration, decision: all.length + beside.length === 0 ? decision : { problems: [...all, ...beside] } };
}
