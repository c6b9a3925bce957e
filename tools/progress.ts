/** Streams of a tool: results go to `output`, everything else to `error`. Each call writes one line. */
export interface Io {
  readonly output: (text: string) => void;
  readonly error: (text: string) => void;
  /** Shows what the tool does now until it prints something; empty to end. Absent where standard error is no terminal. */
  readonly progress?: (what: string) => void;
  /** Columns of standard output; absent where it is no terminal. */
  readonly columns?: number;
}

/** For work whose output nobody reads. */
export const silent: Io = { output: () => undefined, error: () => undefined };

/** What this needs of a stream of the process. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Returns to the start of the line and erases it: ECMA-48, EL with parameter 2. */
const erase = "\r\u001B[2K";

/** A terminal that does not tell its size says that it has no columns. */
const widthOf = ({ columns = 0 }: Output) => (columns === 0 ? 80 : columns);

/** A line that is wider than the terminal could not be erased. */
const fitting = (text: string, columns: number) => (text.length < columns ? text : `${text.slice(0, columns - 4)}...`);

/**
 * Streams of a tool. What it does now is one line on standard error, which the next line of output erases. Where standard
 * error is no terminal, nothing is said.
 *
 * Each call writes at once. A timer would not: a program that registers resources keeps Node in its microtasks, so that
 * no timer fires before the work is done.
 */
export function streams(stdout: Output, stderr: Output): Io {
  let shown = "";
  const clear = () => {
    if (shown !== "") stderr.write(erase);
    shown = "";
  };
  const into = (stream: Output) => (text: string) => {
    clear();
    stream.write(`${text}\n`);
  };
  const progress = (what: string) => {
    const text = what === "" ? "" : fitting(`${what} ...`, widthOf(stderr));
    if (text === shown) return;
    clear();
    if (text !== "") stderr.write(text);
    shown = text;
  };
  return {
    output: into(stdout),
    error: into(stderr),
    ...(stdout.isTTY === true && stdout.columns !== undefined ? { columns: stdout.columns } : {}),
    ...(stderr.isTTY === true ? { progress } : {}),
  };
}

/** Between two updates of the number that is shown. */
const updateMilliseconds = 100;

/** Shows how many resources a program has registered. @param now - clock, in milliseconds */
export function countResources(what: string, { progress }: Io, now = Date.now): (registered: number) => void {
  let updated = -Infinity;
  return (registered) => {
    if (now() - updated < updateMilliseconds) return;
    updated = now();
    progress?.(`${what}: ${registered} resources`);
  };
}
