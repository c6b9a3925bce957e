const expressions = new Map<string, RegExp>();

/** Whether a host or header matches an ELB pattern, without regard to case: `*` is any characters, `?` is one. */
export function textFits(pattern: string, text: string): boolean {
  const found =
    expressions.get(pattern) ??
    new RegExp(
      `^${pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
      "i",
    );
  expressions.set(pattern, found);
  return found.test(text);
}
