import { relative } from "node:path";
import { listProblems } from "../../core/problem";
import type { Problem } from "../../core/problem";
import type { Answers, Question } from "./answers";
import { questions } from "./answers";
import { copies } from "./packages";

/** What was written. */
export interface Started {
  readonly directory: string;
  readonly answers: Answers;
  /** Answers that were neither given nor asked for. */
  readonly defaults: readonly Question[];
  /** Paths of the files in the project's folder. */
  readonly files: readonly string[];
  /** Commands that work next, in this order. */
  readonly next: readonly string[];
}

/** The commands to run next. They need no account. */
export function nextCommands(directory: string): readonly string[] {
  const folder = relative(process.cwd(), directory);
  const quoted = /^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder);
  return [...(folder === "" ? [] : [`cd ${quoted}`]), "npm install", "npm run preview", "npm test"];
}

/** All problems as text. @param problems - at least one */
export const problemsText = (problems: readonly Problem[]): string => listProblems(problems, "; nothing was written");

/** Which defaults were used, for the person who was not asked. */
export const defaultsText = ({ answers, defaults }: Started): string =>
  `defaults: ${questions
    .filter((question) => defaults.includes(question))
    .map((question) => `--${question} ${answers[question]}`)
    .join(" ")}`;

/** Where the packages come from, since that decides whether the next command can install them. */
const sourceText = (files: readonly string[]): string =>
  files.some((file) => file.startsWith(`${copies}/`))
    ? `package.json refers to the tarballs in ${copies}/. The folder can be moved; commit them with the project.`
    : "package.json refers to packages of the npm registry. Use --package and --policies for tarballs of npm pack.";

/** What was written and what to do next. */
export function startedText({ directory, answers, files, next }: Started): string {
  return [
    `Started project ${answers.name} in ${directory}:`,
    ...files.map((file) => `  ${file}`),
    "",
    sourceText(files),
    "",
    "Next:",
    ...next.map((command) => `  ${command}`),
    "",
    "README.md explains the files, and how to deploy, update and remove the stack.",
  ].join("\n");
}
