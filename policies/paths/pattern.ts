/** `/orders/{id}` as its segments; the root has none. */
const segmentsOf = (path: string) => path.split("/").filter((segment) => segment !== "");

const parameter = (segment: string) => /^\{([^{}+]+)\+?\}$/.exec(segment)?.[1];
const isGreedy = (segment: string) => /^\{[^{}]+\+\}$/.test(segment);

/** How a path fits a pattern: the parameters' values, and how closely, segment by segment (0 text, 1 `{id}`, 2 `{id+}`). */
export interface Fit {
  readonly parameters: Readonly<Record<string, string>>;
  readonly closeness: readonly number[];
}

/**
 * Fits a request's path to the path of a route or REST resource.
 *
 * @returns undefined if it does not fit; a greedy parameter takes one segment or more
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

/** Closer fits first: text before `{id}` before `{id+}`, at the first segment in which they differ. */
export function byCloseness(one: Fit, other: Fit): number {
  const length = Math.max(one.closeness.length, other.closeness.length);
  for (let index = 0; index < length; index++) {
    const difference = (one.closeness[index] ?? 3) - (other.closeness[index] ?? 3);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the fit needed a greedy parameter. */
export const fitsGreedily = ({ closeness }: Fit) => closeness.includes(2);

/** What stands for any value of a parameter; no path of a sane API holds it. */
const anything = "~any";

/** A request's path that a pattern stands for: `/orders/{proxy+}` as `/orders/~any`. */
export const sampleOf = (pattern: string) =>
  `/${segmentsOf(pattern)
    .map((segment) => (parameter(segment) === undefined ? segment : anything))
    .join("/")}`;

/** Puts parameters' values in: `/v1/{proxy}` with `proxy` = `a/b` is `/v1/a/b`. */
export const fill = (template: string, values: Readonly<Record<string, string>>) =>
  template.replaceAll(/\{([^{}+]+)\+?\}/g, (whole, name: string) => values[name] ?? whole);
