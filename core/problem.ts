/** Something wrong with what the user wrote, said so that it can be put right without reading code. */
export interface Problem {
  /** Config path, for instance `services[2].cpu (orders)`. */
  readonly where: string;
  /** What is wrong, the value got and what is allowed; lower case, no full stop. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
  /** A pin that would settle it, of a service or a group's ALB. */
  readonly pin?: { readonly owner: string; readonly key: "port" | "priority"; readonly value: number };
}

/** A problem of the pins of a service, or of a group's ALB, found where its place in the list is not known. */
export interface PlacementProblem extends Omit<Problem, "where"> {
  /** Service or group. */
  readonly owner: string;
  readonly key: string;
}

/**
 * All problems as one text, two lines each.
 *
 * @param problems - at least one
 */
export function formatProblems(problems: readonly Problem[]): string {
  const lines = problems.map(({ where, message, fix }) => `  ${where}: ${message}\n      ${fix}`);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [`${count} in the configuration; nothing was registered:`, ...lines].join("\n");
}
