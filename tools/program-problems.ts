import { relative, resolve, sep } from "node:path";
import type { Problem } from "../core/problem";

const frame = /^\s+at (?:.*\()?(?:file:\/\/)?(\/.*?|[A-Za-z]:\\.*?):(\d+):\d+\)?$/;

/** File and line of the first frame in the program's own folder. */
function placeIn(stack: readonly string[], directory: string): string | undefined {
  const folder = resolve(directory) + sep;
  for (const line of stack) {
    const [, file, number] = frame.exec(line) ?? [];
    if (file?.startsWith(folder) === true && !file.includes(`${sep}node_modules${sep}`))
      return `${relative(directory, file)}:${number ?? ""}`;
  }
  return undefined;
}

/**
 * Errors of a program as problems: the message without the stack trace, with the line of the program if the trace has
 * one.
 *
 * @param errors - texts of the errors, each with its stack trace if it has one
 * @param directory - folder of the program
 */
export function programProblems(errors: readonly string[], directory: string): readonly Problem[] {
  return errors.map((text) => {
    const lines = text.replace(/\nRequire stack:(\n- .*)*/, "").split("\n");
    const start = lines.findIndex((line) => /^\s+at /.test(line));
    const message = start === -1 ? lines : lines.slice(0, start);
    const at = start === -1 ? undefined : placeIn(lines.slice(start), directory);
    return {
      ...(at === undefined ? {} : { at }),
      where: "program",
      message: message.join("\n      ").trim(),
      fix: "fix the program, and run this again",
    };
  });
}

/** Problems of a program as text. @param problems - at least one */
export function programProblemsText(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(
    ({ at, where, message, fix }) => `  ${at === undefined ? "" : `${at}: `}${where}: ${message}\n      ${fix}`,
  );
  return [`${count} in the program; there is nothing to show:`, ...lines].join("\n");
}

/**
 * Runs a failed program again, with the stack traces that name its lines. Tools run without traces, because each Output
 * keeps one, which makes large stacks three times slower.
 *
 * @returns undefined if the errors have traces already
 */
export function withTraces<T>(run: () => Promise<T>): Promise<T> | undefined {
  const limit = Error.stackTraceLimit;
  if (limit > 0) return undefined;
  Error.stackTraceLimit = 10;
  process.setSourceMapsEnabled(true);
  return run().finally(() => {
    Error.stackTraceLimit = limit;
  });
}
