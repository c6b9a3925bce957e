/** AWS's path patterns: `*` for any number of characters, `?` for one; case counts. */
export const patternFits = (pattern: string, path: string) =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(path);
