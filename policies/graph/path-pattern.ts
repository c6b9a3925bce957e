/** Whether a path matches an ELB path pattern: `*` is any characters, `?` is one; patterns are case-sensitive. */
export const patternFits = (pattern: string, path: string) =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(path);
