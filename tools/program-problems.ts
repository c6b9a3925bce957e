import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "../core/problem";
import { listProblems } from "../core/problem";
import { isProgramFile } from "../simulator/entry";

const frame = /^\s+at (?:.*\()?((?:file:\/\/)?(?:\/|[A-Za-z]:\\).*?):(\d+):\d+\)?$/;
/** The first line of a syntax error, before the message. */
const syntaxPlace = /^((?:\/|[A-Za-z]:\\).*):(\d+)$/;
/** A file that required a missing module. */
const requiring = /^- ((?:\/|[A-Za-z]:\\).*)$/;

/** Lines of a stack trace that a bug report needs. */
const reportedLines = 6;

/** Folder of this project: its frames are not the program's. */
const own = resolve(__dirname, "..") + sep;

/** ES modules have URLs. */
const fileOf = (place: string) => (place.startsWith("file:") ? fileURLToPath(place) : place);

interface Place {
  readonly file: string;
  readonly line?: string;
}

/** Files that the lines of an error name, those with a line number first. */
function placesOf(lines: readonly string[]): readonly Place[] {
  const matches = (pattern: RegExp) =>
    lines.flatMap((text): Place[] => {
      const [, place, line] = pattern.exec(text) ?? [];
      return place === undefined ? [] : [{ file: fileOf(place), ...(line === undefined ? {} : { line }) }];
    });
  return [syntaxPlace, frame, requiring].flatMap(matches);
}

/** The first place in the program's own folder. */
function placeIn(lines: readonly string[], directory: string): string | undefined {
  const found = placesOf(lines).find(({ file }) => isProgramFile(file, directory));
  if (found === undefined) return undefined;
  const file = relative(resolve(directory), found.file);
  return found.line === undefined ? file : `${file}:${found.line}`;
}

/** The message of an error, without its files, code and stack trace. */
function messageOf(lines: readonly string[]): string {
  const start = syntaxPlace.test(lines[0] ?? "") ? lines.findIndex((line) => /^\w*Error: /.test(line)) : 0;
  const rest = lines.slice(Math.max(start, 0));
  const end = rest.findIndex((line) => /^\s+at /.test(line) || line === "Require stack:");
  return (end === -1 ? rest : rest.slice(0, end)).join("\n      ").trim();
}

function fixOf(message: string): string {
  const [, name] = /^Error: Cannot find (?:module|package) '([^./][^']*)'/.exec(message) ?? [];
  return name === undefined
    ? "fix the program, and run this again"
    : `install it (npm install ${name}), or correct its name, and run this again`;
}

/**
 * Errors of a program as problems: the message without the stack trace, with the line of the program if the trace has
 * one. A trace without the program is a bug of ours.
 *
 * @param errors - texts of the errors, each with its stack trace if it has one
 * @param directory - folder of the program
 */
export function programProblems(errors: readonly string[], directory: string): readonly Problem[] {
  return errors.map((text) => {
    const lines = text.split("\n");
    const at = placeIn(lines, directory);
    const where = "program";
    if (at === undefined && placesOf(lines).some(({ file }) => file.startsWith(own))) {
      const message = lines.slice(0, reportedLines).join("\n      ");
      return { where, message, fix: "This is a bug; please report it." };
    }
    const message = messageOf(lines);
    return { ...(at === undefined ? {} : { at }), where, message, fix: fixOf(message) };
  });
}

/** Problems of a program as text. @param problems - at least one */
export const programProblemsText = (problems: readonly Problem[]): string =>
  listProblems(problems, " in the program; there is nothing to show");
