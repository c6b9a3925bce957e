import { programProblems } from "./program-problems";

/** Frames of a stack trace that surely contain one of the program. */
const frames = 50;

interface Ran {
  readonly result: { readonly errors: readonly string[] };
}

/**
 * Runs a program, and again with stack traces if it fails and nothing says in which line: each Output keeps a stack
 * trace, so the tools start without them.
 *
 * @param directory - folder of the program
 * @param run - runs the program
 * @param isExplained - whether the errors need no place
 */
export async function located<T extends Ran>(
  directory: string,
  run: () => Promise<T>,
  isExplained: (ran: T) => boolean,
): Promise<T> {
  const ran = await run();
  const { errors } = ran.result;
  const hasLine = programProblems(errors, directory).some(({ at = "" }) => /:\d+$/.test(at));
  if (Error.stackTraceLimit > 0 || errors.length === 0 || hasLine || isExplained(ran)) return ran;
  Error.stackTraceLimit = frames;
  process.setSourceMapsEnabled(true);
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = 0;
  }
}
