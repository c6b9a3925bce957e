/**
 * Path patterns as one list of tokens, so that a set of positions in it stands for any number of patterns. A token of
 * one character is this character.
 */
export interface Language {
  readonly tokens: readonly string[];
}

/** Positions in a language, in ascending order. */
export type Positions = readonly number[];

const any = "any";
/** Any characters, or none. */
const rest = "rest";
/** One character other than `/`. */
const inSegment = "in segment";
/** Any characters other than `/`, or none. */
const restOfSegment = "rest of segment";
const end = "end";

/** Tokens of an ELB path pattern: `*` is any characters, `?` is one; patterns are case-sensitive. */
export const elbTokens = (pattern: string): readonly string[] => [
  ...Array.from(pattern, (char) => (char === "*" ? rest : char === "?" ? any : char)),
  end,
];

/** Tokens of the path of a route or REST resource: `{id}` is one segment, `{id+}` one or more. */
export const routeTokens = (path: string): readonly string[] => [
  ...path
    .split(/(\{[^{}]+\})/)
    .flatMap((part) =>
      /^\{[^{}]+\+\}$/.test(part)
        ? [inSegment, rest]
        : /^\{[^{}]+\}$/.test(part)
          ? [inSegment, restOfSegment]
          : Array.from(part),
    ),
  end,
];

const simpleParts = /\\([\\/.+*?()[\]{}|^$-])|(\[\^\/\]|\.)([*+]?)|([A-Za-z0-9/_~%@:=&,;!'" -])|(\((?:\?:)?|\))/gy;

/**
 * Tokens of a regular expression of characters, `.`, `[^/]`, their repetitions and groups. It has to start with `^`,
 * and to end with `$` or `.*`: AWS does not document whether a match of a part of the path is sufficient.
 *
 * @returns undefined for other regular expressions
 */
export function regexTokens(regex: string): readonly string[] | undefined {
  if (!regex.startsWith("^") || !/(\$|\.\*\)?)$/.test(regex)) return undefined;
  const body = regex.slice(1).replace(/\$$/, "");
  const tokens: string[] = [];
  let read = 0;
  for (const [whole, escaped, wild, repeated, plain] of body.matchAll(simpleParts)) {
    read += whole.length;
    const [one, many] = wild === "." ? [any, rest] : [inSegment, restOfSegment];
    if (escaped !== undefined || plain !== undefined) tokens.push(escaped ?? plain ?? "");
    if (wild !== undefined && repeated !== "*") tokens.push(one);
    if (wild !== undefined && repeated !== "") tokens.push(many);
  }
  // Repetitions and choices of characters and groups are left over.
  return read === body.length ? [...tokens, end] : undefined;
}

/** Joins patterns into one language, with the first position of each. */
export function languageOf(patterns: readonly (readonly string[])[]): Language & { readonly starts: Positions } {
  let next = 0;
  const starts = patterns.map((tokens) => {
    const start = next;
    next += tokens.length;
    return start;
  });
  return { tokens: patterns.flat(), starts };
}

/** Adds the positions behind tokens that may match nothing. */
export function settle({ tokens }: Language, positions: Positions): Positions {
  const all = new Set<number>();
  for (const position of positions) {
    let at = position;
    all.add(at);
    while (tokens[at] === rest || tokens[at] === restOfSegment) all.add((at += 1));
  }
  return [...all].sort((left, right) => left - right);
}

/** Positions after one more character. */
export function advance(language: Language, positions: Positions, char: string): Positions {
  const next: number[] = [];
  for (const position of positions) {
    const token = language.tokens[position];
    if (token === rest || (token === restOfSegment && char !== "/")) next.push(position);
    else if (token === char || token === any || (token === inSegment && char !== "/")) next.push(position + 1);
  }
  return next.length === 0 ? next : settle(language, next);
}

/** Positions after a text. */
export const advanceAll = (language: Language, positions: Positions, text: string): Positions =>
  Array.from(text).reduce((current, char) => advance(language, current, char), positions);

/** Whether one of the patterns matches the text so far. */
export const accepts = ({ tokens }: Language, positions: Positions) => positions.some((at) => tokens[at] === end);

/** Whether one of the patterns matches the text so far, whatever follows. */
export const acceptsAll = ({ tokens }: Language, positions: Positions) =>
  positions.some((at) => tokens[at] === rest && tokens[at + 1] === end);

/** Characters that continue a pattern; all others have the same effect, except `/`. */
export const literalsAt = ({ tokens }: Language, positions: Positions): readonly string[] =>
  positions.flatMap((at) => (tokens[at]?.length === 1 ? tokens[at] : []));

/** Whether only the characters of `literalsAt` continue a pattern. */
export const isLiteral = ({ tokens }: Language, positions: Positions) =>
  positions.every((at) => tokens[at]?.length === 1 || tokens[at] === end);
