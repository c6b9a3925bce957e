import type { z } from "zod";

type Issue = z.core.$ZodIssue;
type Values = Record<PropertyKey, unknown>;

const lists: ReadonlySet<PropertyKey> = new Set(["vpcs", "services", "groups"]);
const isObject = (value: unknown): value is Values => typeof value === "object" && value !== null;

/** Deletes the key that an issue is about; of a list inside an entry the whole list, so that no index moves. */
function deleteRefused(raw: Values, { path, ...issue }: Issue): void {
  const keys = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  for (const key of keys) {
    let container: unknown = raw;
    for (const [depth, step] of key.entries()) {
      if (!isObject(container)) return;
      const inner: unknown = container[step];
      const isLast = depth === key.length - 1;
      const holdsRefused = depth >= 2 && Array.isArray(inner);
      if (isLast || holdsRefused) {
        Reflect.deleteProperty(container, step);
        break;
      }
      container = inner;
    }
  }
}

/** Entries of the lists that have a refused value: `services[2]`. */
const entriesOf = (issues: readonly Issue[]): ReadonlySet<string> =>
  new Set(
    issues.flatMap(({ path: [list, index] }) => (index === undefined ? [] : [`${String(list)}[${String(index)}]`])),
  );

/**
 * The configuration without the values that its schema refuses, so that the other entries can be checked against each
 * other in the same run.
 *
 * @returns those values, and whether a problem at a place may be a consequence of a refused one; undefined where a key
 *   of the stack itself is refused, since it may decide about everything else
 */
export function withoutRefused(
  raw: Readonly<Record<string, unknown>>,
  issues: readonly Issue[],
): { readonly values: Values; readonly isConsequence: (where: string) => boolean } | undefined {
  const ofEntries = issues.every(
    ({ code, path: [list, index, key] }) =>
      list !== undefined &&
      lists.has(list) &&
      index !== undefined &&
      (key !== undefined || code === "unrecognized_keys"),
  );
  if (!ofEntries) return undefined;
  const values = structuredClone(raw) as Values;
  for (const issue of issues) deleteRefused(values, issue);
  const entries = entriesOf(issues);
  return { values, isConsequence: (where) => entries.has(/^\w+\[\d+\]/.exec(where)?.[0] ?? "") };
}
