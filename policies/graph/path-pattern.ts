const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string, flags: string): RegExp {
  const key = `${flags} ${pattern}`;
  const found =
    expressions.get(key) ??
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
      flags,
    );
  expressions.set(key, found);
  return found;
}

/** Whether a path matches an ELB path pattern: `*` is any characters, `?` is one; patterns are case-sensitive. */
export const patternFits = (pattern: string, path: string) => expressionOf(pattern, "").test(path);

/** Whether a host or header matches an ELB pattern, which is not case-sensitive. */
export const textFits = (pattern: string, text: string) => expressionOf(pattern, "i").test(text);
