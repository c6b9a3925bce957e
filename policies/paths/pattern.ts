/** Segments of a path such as `/orders/{id}`; the root has none. */
const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "");

const parameter = (segment: string) => /^\{([^{}+]+)\+?\}$/.exec(segment)?.[1];
const isGreedy = (segment: string) => /^\{[^{}]+\+\}$/.test(segment);

/** A match of a path: parameter values, and the kind of match per segment (0 text, 1 `{id}`, 2 `{id+}`). */
export interface Fit {
  readonly parameters: Readonly<Record<string, string>>;
  readonly closeness: readonly number[];
}

/**
 * Matches a request path against the path of a route or REST resource. A greedy parameter matches one segment or more.
 *
 * @returns undefined if the path does not match
 */
export function fit(pattern: string, path: string): Fit | undefined {
  const [expected, given] = [segmentsOf(pattern), segmentsOf(path)];
  const parameters: Record<string, string> = {};
  const closeness: number[] = [];
  for (const [index, segment] of expected.entries()) {
    const value = given[index];
    if (value === undefined) return undefined;
    const name = parameter(segment);
    if (name === undefined && segment !== value) return undefined;
    closeness.push(name === undefined ? 0 : isGreedy(segment) ? 2 : 1);
    if (name === undefined) continue;
    if (isGreedy(segment)) {
      parameters[name] = given.slice(index).join("/") + (path.endsWith("/") ? "/" : "");
      return { parameters, closeness };
    }
    parameters[name] = value;
  }
  return expected.length === given.length ? { parameters, closeness } : undefined;
}

/** Sorts more specific matches first: text, `{id}`, `{id+}`, at the first segment in which they differ. */
export function byCloseness(left: Fit, right: Fit): number {
  const length = Math.max(left.closeness.length, right.closeness.length);
  for (let index = 0; index < length; index++) {
    const difference = (left.closeness[index] ?? 3) - (right.closeness[index] ?? 3);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the match uses a greedy parameter. */
export const fitsGreedily = ({ closeness }: Fit) => closeness.includes(2);

/** A sample path that matches a pattern: `/orders/~any` for `/orders/{proxy+}`. */
export const sampleOf = (pattern: string) =>
  `/${segmentsOf(pattern)
    .map((segment) => (parameter(segment) === undefined ? segment : "~any"))
    .join("/")}`;

/** Replaces parameters with their values: `/v1/{proxy}` with `proxy` = `a/b` is `/v1/a/b`. */
export const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replaceAll(/\{([^{}+]+)\+?\}/g, (whole, name: string) => values[name] ?? whole);
