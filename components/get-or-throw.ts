/**
 * Looks up a created resource by its name in the plan.
 *
 * @throws Error if it was not created, which is a bug in the program
 */
export function getOrThrow<K extends string | number, V>(created: ReadonlyMap<K, V>, name: K): V {
  const value = created.get(name);
  if (value === undefined) throw new Error(`the plan refers to ${name}, which was not created`);
  return value;
}
