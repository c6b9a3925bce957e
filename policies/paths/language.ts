/**
 * Path patterns as one list of tokens, so that a set of positions in it stands for any number of patterns. A token of
 * one character is this character.
 */
export interface Language {
  readonly tokens: readonly string[];
}

/** Positions in a language, in ascending order. */
export type Positions = readonly number[];

/** Any character. */
export const any = "any";
/** Any characters, or none. */
export const rest = "rest";
/** One character other than `/`. */
export const inSegment = "in segment";
/** Any characters other than `/`, or none. */
export const restOfSegment = "rest of segment";
/** The end of a pattern. */
export const end = "end";

const one = "one of ";
const many = "many of ";
/** One of some characters. */
export const oneOf = (chars: string) => `${one}${chars}`;
/** Any number of some characters, or none. */
export const manyOf = (chars: string) => `${many}${chars}`;

const isOneOf = (token: string) => token.length > 1 && token.startsWith(one);
const isManyOf = (token: string) => token.length > 1 && token.startsWith(many);
const charsOf = (token: string) => token.slice((isOneOf(token) ? one : many).length);

/** Whether a token may match nothing. */
const isOptional = (token = "") => token === rest || token === restOfSegment || isManyOf(token);

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
    while (isOptional(tokens[at])) all.add((at += 1));
  }
  return [...all].sort((left, right) => left - right);
}

function matches(token: string, char: string): boolean {
  if (token === rest || token === any || token === char) return true;
  if (token === restOfSegment || token === inSegment) return char !== "/";
  return (isOneOf(token) || isManyOf(token)) && charsOf(token).includes(char);
}

/** Positions after one more character. */
export function advance(language: Language, positions: Positions, char: string): Positions {
  const next: number[] = [];
  for (const position of positions) {
    const token = language.tokens[position] ?? "";
    if (isOptional(token)) {
      if (matches(token, char)) next.push(position);
    } else if (matches(token, char)) next.push(position + 1);
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
  positions.flatMap((at) => {
    const token = tokens[at] ?? "";
    if (token.length === 1) return token;
    return isOneOf(token) || isManyOf(token) ? Array.from(charsOf(token)) : [];
  });

/** Whether only the characters of `literalsAt` continue a pattern. */
export const isLiteral = ({ tokens }: Language, positions: Positions) =>
  positions.every((at) => {
    const token = tokens[at] ?? "";
    return token.length === 1 || token === end || isOneOf(token) || isManyOf(token);
  });
