import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles } from "./project-files";
import { projectDirectory } from "./run";

/** A shell command that a document tells its readers to run. */
export interface DocumentCommand {
  readonly file: string;
  /** Line of the document, from 1. */
  readonly line: number;
  readonly text: string;
}

/** Lines of the code blocks with the language `sh`, by line number of the document. */
function shellLines(document: string): readonly (readonly [number, string])[] {
  const found: (readonly [number, string])[] = [];
  let language: string | undefined;
  for (const [index, line] of document.split("\n").entries()) {
    const [, opened] = /^\s*```(\w*)/.exec(line) ?? [];
    if (opened !== undefined) language = language === undefined ? opened : undefined;
    else if (language === "sh") found.push([index + 1, line.trim()]);
  }
  return found;
}

/** The commands in the text of a document, in its order: one for each line, and for each part of a line with `&&`. */
export const commandsIn = (file: string, document: string): readonly DocumentCommand[] =>
  shellLines(document)
    .filter(([, text]) => text !== "" && !text.startsWith("#"))
    .flatMap(([line, text]) => text.split(" && ").map((command) => ({ file, line, text: command })));

const read = (file: string) => readFileSync(join(projectDirectory, file), "utf8");

/** The commands of a document of this project, in its order. */
export const commandsOf = (file: string): readonly DocumentCommand[] => commandsIn(file, read(file));

/** The npm commands in the sentences of a document of this project; those with a placeholder are left out. */
export const mentionedIn = (file: string): readonly DocumentCommand[] =>
  read(file)
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(/`(npm run [^`<A-Z]+)`/g)].map(([, text = ""]) => ({ file, line: index + 1, text })),
    );

/** Documents that readers follow: all but the changelog, the decisions, and what belongs to a started project. */
export const documents: readonly string[] = projectFiles().filter(
  (file) => file.endsWith(".md") && !/^(CHANGELOG\.md|docs\/decisions\/|template\/|test\/)/.test(file),
);
