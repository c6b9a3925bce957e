/** A match of a request path with the path of a route. */
interface Match {
  /** Values of the path parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** For each segment of the route's path: 0 text, 1 `{id}`, 2 `{id+}`. Smaller is more specific. */
  readonly ranks: readonly number[];
}

interface Segment {
  readonly rank: number;
  /** The text, or the name of the parameter. */
  readonly name: string;
}

const parsed = new Map<string, readonly Segment[]>();

function segmentsOf(pattern: string): readonly Segment[] {
  const known =
    parsed.get(pattern) ??
    pattern
      .split("/")
      .filter((part) => part !== "")
      .map((part) => {
        const [, name, greedy] = /^\{([^{}+]+)(\+?)\}$/.exec(part) ?? [];
        return name === undefined ? { rank: 0, name: part } : { rank: greedy === "" ? 1 : 2, name };
      });
  parsed.set(pattern, known);
  return known;
}

/** @param given - the path's segments; a trailing slash is an empty last one */
function match(pattern: string, given: readonly string[]): Match | undefined {
  const segments = segmentsOf(pattern);
  const parameters: Record<string, string> = {};
  for (const [index, { rank, name }] of segments.entries()) {
    const part = given[index];
    if (part === undefined || (rank === 0 && part !== name)) return undefined;
    if (rank === 0) continue;
    parameters[name] = rank === 1 ? part : given.slice(index).join("/");
    if (rank === 2) return { parameters, ranks: segments.map((one) => one.rank) };
  }
  return segments.length === given.length ? { parameters, ranks: segments.map((one) => one.rank) } : undefined;
}

function byRank(left: readonly number[], right: readonly number[]): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 3) - (right[index] ?? 3);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A route with its method, or `ANY`, and its path. */
export interface Pattern {
  readonly method: string;
  readonly path: string;
}

/**
 * Chooses a route as API Gateway does: the most specific path, then the method before `ANY`.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 *
 * @param given - segments of the path; an empty last one for a trailing slash
 * @returns undefined if no route matches
 */
export function chooseRoute<T extends Pattern>(
  routes: readonly T[],
  method: string,
  given: readonly string[],
): { readonly route: T; readonly parameters: Readonly<Record<string, string>> } | undefined {
  let best: { readonly route: T; readonly found: Match } | undefined;
  for (const route of routes) {
    if (route.method !== "ANY" && route.method !== method) continue;
    const found = match(route.path, given);
    if (found === undefined) continue;
    const difference = best === undefined ? -1 : byRank(found.ranks, best.found.ranks);
    if (difference < 0 || (difference === 0 && route.method !== "ANY")) best = { route, found };
  }
  return best && { route: best.route, parameters: best.found.parameters };
}
