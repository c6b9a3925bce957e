/** A problem in the configuration, worded so that the user can fix it without reading code. */
export interface Problem {
  /** Config path, for example `services[2].cpu (orders)`. */
  readonly where: string;
  /** File and line of the value, `Pulumi.dev.yaml:12`; absent where the configuration comes from no file. */
  readonly at?: string;
  /** The key inside of `where` that the problem is about, if `where` names only what holds it. */
  readonly key?: string;
  /** What is wrong, the actual value and the allowed values; lower case, without a full stop. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /** A pin that resolves the problem, of a service or of the ALB of a service group. */
  readonly pin?: {
    readonly owner: string;
    readonly key: "port" | "tlsPort" | "containerTlsPort" | "priority";
    readonly value: number;
  };
}

/** What is wrong with a value, and what to change, before the place is known. */
export type Fault = Pick<Problem, "message" | "fix">;

/** A problem of the pins of a service or service group, found where the index of its entry is not known. */
export interface PlacementProblem extends Omit<Problem, "where" | "at"> {
  /** Service or service group. */
  readonly owner: string;
  readonly key: string;
}

/** Formats a problem as two lines. */
export const problemText = ({ at, where, message, fix }: Problem): string =>
  `  ${at === undefined ? "" : `${at}: `}${where}: ${message}\n      ${fix}`;

/**
 * Formats all problems as text, two lines each.
 *
 * @param problems - at least one
 * @param what - what has them and what did not happen therefore, after their number
 */
export function listProblems(problems: readonly Problem[], what: string): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`${count}${what}:`, ...problems.map(problemText)].join("\n");
}

/** Formats the problems of a configuration. @param problems - at least one */
export const formatProblems = (problems: readonly Problem[]): string =>
  listProblems(problems, " in the configuration; nothing was registered");
