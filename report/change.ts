/** A value before and after. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** A change by key, or nothing if both values are equal. */
export const change = <K extends string, T>(key: K, before: T, after: T) =>
  (before === after ? {} : { [key]: { before, after } }) as Readonly<Partial<Record<K, Change<T>>>>;

/** Items of both lists by their key: what only one of them has, and the pairs. Pairs have the order of `after`. */
export function paired<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string) {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const later = new Set(after.map(keyOf));
  return {
    added: after.filter((item) => !earlier.has(keyOf(item))),
    removed: before.filter((item) => !later.has(keyOf(item))),
    kept: after.flatMap((item): readonly Change<T>[] => {
      const old = earlier.get(keyOf(item));
      return old === undefined ? [] : [{ before: old, after: item }];
    }),
  };
}
