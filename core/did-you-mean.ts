/** Number of letters to insert, delete, replace or swap with their neighbour to turn one word into another. */
function editDistance(from: string, to: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforePrevious[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** The name without capitals and separators, so that `retention_days` is as near as a misspelling. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[-_ ]/g, "");

/**
 * The allowed name that a misspelled one is probably meant to be.
 *
 * @returns `undefined` if more than a third of the letters differ, unless the name begins one allowed name alone
 */
export function didYouMean(name: string, allowed: readonly string[]): string | undefined {
  const near = allowed
    .map((candidate) => ({ candidate, distance: editDistance(plain(name), plain(candidate)) }))
    .filter(({ candidate, distance }) => distance * 3 <= Math.max(name.length, candidate.length))
    .sort((a, b) => a.distance - b.distance);
  // `elb.albs` lacks more than a third of `elb.albsPerRegion`, but is the beginning of that name only.
  const longer = name.length < 3 ? [] : allowed.filter((candidate) => plain(candidate).startsWith(plain(name)));
  return near[0]?.candidate ?? (longer.length === 1 ? longer[0] : undefined);
}

/** `did you mean "orders"? `, or nothing where no allowed name is near. Texts that say what to do begin with it. */
export function suggestion(name: string, allowed: readonly string[]): string {
  const near = didYouMean(name, allowed);
  return near === undefined ? "" : `did you mean ${JSON.stringify(near)}? `;
}
