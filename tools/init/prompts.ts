import { createInterface } from "node:readline/promises";
import { topologyTraits } from "../../core/topology-traits";
import type { Io } from "../command";
import type { Answers, Question } from "./answers";
import { complete, defaultOf, questions } from "./answers";
import type { Template } from "./template";
import { problemsOfAnswer } from "./validate";

/** Asks a person. */
export interface Prompter {
  /** @returns the answer, without blanks at both ends @throws CancelledError if there is no further input */
  readonly ask: (question: string) => Promise<string>;
  readonly close: () => void;
}

/** The person has ended the input. */
export class CancelledError extends Error {}

const topologies = Object.entries(topologyTraits).map(([option, { title }]) => `  ${option}  ${title}`);

const texts: Readonly<Record<Question, string>> = {
  name: "Project name",
  region: "AWS Region",
  option: `${topologies.join("\n")}\nOption, one of these topologies; it can be changed later`,
  service: "Name of the first service",
  image: "Its container image",
  port: "Port that its container listens on",
  path: "Path of the service in the API",
};

/** Asks on the terminal, on standard error: standard output has the result only. */
export function terminalPrompter(): Prompter {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new AbortController();
  terminal.once("close", () => {
    ended.abort();
  });
  return {
    ask: (question) =>
      terminal.question(question, { signal: ended.signal }).then(
        (answer) => answer.trim(),
        () => {
          throw new CancelledError();
        },
      ),
    close: () => {
      terminal.close();
    },
  };
}

/** Asks one question until its answer is valid. */
async function answerTo(
  question: Question,
  known: Partial<Answers>,
  template: Template,
  folder: string,
  prompter: Prompter,
  io: Io,
) {
  const byDefault = defaultOf(question, known, template, folder);
  for (;;) {
    const answer = (await prompter.ask(`${texts[question]} (${byDefault}): `)) || byDefault;
    const problems = problemsOfAnswer(question, complete({ ...known, [question]: answer }, template, folder), template);
    if (problems.length === 0) return answer;
    for (const { message, fix } of problems) io.error(`  ${message}\n  ${fix}`);
  }
}

/**
 * Asks for what the flags do not say. An answer that a validation refuses is asked for again.
 *
 * @throws CancelledError if there is no further input
 */
export async function askFor(
  given: Partial<Answers>,
  template: Template,
  folder: string,
  prompter: Prompter,
  io: Io,
): Promise<Answers> {
  let known = given;
  for (const question of questions)
    if (known[question] === undefined)
      known = { ...known, [question]: await answerTo(question, known, template, folder, prompter, io) };
  return complete(known, template, folder);
}
