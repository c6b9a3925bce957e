/**
 * What the plan names.
 *
 * @throws Error if it was not made: a fault of the program, never of the user
 */
export function getOrThrow<K extends string | number, V>(made: ReadonlyMap<K, V>, name: K): V {
  const value = made.get(name);
  if (value === undefined) throw new Error(`the plan names ${name}, which was not made`);
  return value;
}
