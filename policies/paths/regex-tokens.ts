import { any, end, inSegment, manyOf, oneOf, rest, restOfSegment } from "./language";

/** Token lists that together stand for a part of a regular expression. */
type Choices = readonly (readonly string[])[];

/** A part that was read, and the position behind it. */
interface Parsed {
  readonly choices: Choices;
  readonly next: number;
}

/** One character of a regular expression: its token, and the token of any number of them. */
interface Atom {
  readonly one: string;
  readonly many: string;
}

/** More than real listener rules have; expressions beyond are not read. */
const mostChoices = 64;
const mostRepetitions = 64;

const digits = "0123456789";
const letters = "abcdefghijklmnopqrstuvwxyz";
const escapes: Readonly<Record<string, string>> = {
  d: digits,
  w: `${letters}${letters.toUpperCase()}${digits}_`,
};

const set = (chars: string): Atom => ({ one: oneOf(chars), many: manyOf(chars) });
const literal = (char: string): Atom => ({ one: char, many: manyOf(char) });

/** Characters of the inside of `[...]`: `a-z0-9_`; undefined if it cannot be read. */
function classChars(inside: string): string | undefined {
  const parts = Array.from(inside.matchAll(/\\([dw])|\\?([!-~])-([!-~])|\\(\W)|([^\\])/g));
  if (parts.map(([whole]) => whole).join("") !== inside) return undefined;
  return parts
    .map(([, escape, first, last, escaped, plain]) => {
      if (escape !== undefined) return escapes[escape] ?? "";
      if (first === undefined || last === undefined) return escaped ?? plain ?? "";
      const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => String.fromCharCode(from + at)).join("");
    })
    .join("");
}

function classAtom(inside: string): Atom | undefined {
  if (!inside.startsWith("^")) {
    const chars = classChars(inside);
    return chars === undefined || chars === "" ? undefined : set(chars);
  }
  // A path contains neither `?` nor `#`.
  const excluded = classChars(inside.slice(1))?.replaceAll(/[?#]/g, "");
  return excluded === "/" ? { one: inSegment, many: restOfSegment } : undefined;
}

const atomPattern = /\\(.)|\[((?:\\.|[^\]\\])+)\]|(\.)|([A-Za-z0-9/_~%@:=&,;!'" -])/y;

function atomAt(regex: string, at: number): { readonly atom: Atom; readonly next: number } | undefined {
  atomPattern.lastIndex = at;
  const [whole, escaped, inside, dot, plain] = atomPattern.exec(regex) ?? [];
  if (whole === undefined) return undefined;
  const next = at + whole.length;
  if (dot !== undefined) return { atom: { one: any, many: rest }, next };
  if (plain !== undefined) return { atom: literal(plain), next };
  const known = escaped === undefined ? undefined : escapes[escaped];
  if (known !== undefined) return { atom: set(known), next };
  const atom = inside === undefined ? undefined : classAtom(inside);
  if (atom !== undefined) return { atom, next };
  // Other letters and digits after a backslash have a meaning of their own.
  return escaped === undefined || /\w/.test(escaped) ? undefined : { atom: literal(escaped), next };
}

const quantifier = /([*+?])|\{(\d+)(?:(,)(\d*))?\}/y;

/** Lowest and highest number of repetitions at a position; Infinity if there is no highest. */
function repetitionAt(
  regex: string,
  at: number,
): { readonly least: number; readonly most: number; readonly next: number } {
  quantifier.lastIndex = at;
  const [whole, sign, least, comma, most] = quantifier.exec(regex) ?? [];
  if (whole === undefined) return { least: 1, most: 1, next: at };
  // A lazy quantifier matches the same texts.
  const next = at + whole.length + (regex[at + whole.length] === "?" ? 1 : 0);
  if (sign !== undefined) return { least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity, next };
  const highest = comma === undefined ? Number(least) : most === "" ? Infinity : Number(most);
  return { least: Number(least), most: highest, next };
}

const copies = (token: string, count: number) => Array.from({ length: count }, () => token);

function repeated({ one, many }: Atom, least: number, most: number): Choices | undefined {
  if (least > mostRepetitions || (most !== Infinity && most - least > mostRepetitions)) return undefined;
  if (most === Infinity) return [[...copies(one, least), many]];
  return Array.from({ length: most - least + 1 }, (_, more) => copies(one, least + more));
}

function groupAt(regex: string, at: number): Parsed | undefined {
  const start = regex.startsWith("(?:", at) ? at + 3 : at + 1;
  const inside = alternativesAt(regex, start);
  if (inside === undefined || regex[inside.next] !== ")") return undefined;
  const { least, most, next } = repetitionAt(regex, inside.next + 1);
  if (most !== 1) return undefined;
  return { choices: least === 0 ? [[], ...inside.choices] : inside.choices, next };
}

function pieceAt(regex: string, at: number): Parsed | undefined {
  if (regex[at] === "(") return groupAt(regex, at);
  const found = atomAt(regex, at);
  if (found === undefined) return undefined;
  const { least, most, next } = repetitionAt(regex, found.next);
  const choices = repeated(found.atom, least, most);
  return choices && { choices, next };
}

function sequenceAt(regex: string, at: number): Parsed | undefined {
  let [choices, next]: [Choices, number] = [[[]], at];
  while (next < regex.length && !/[|)]/.test(regex[next] ?? "")) {
    const piece = pieceAt(regex, next);
    if (piece === undefined || choices.length * piece.choices.length > mostChoices) return undefined;
    choices = choices.flatMap((before) => piece.choices.map((after) => [...before, ...after]));
    next = piece.next;
  }
  return { choices, next };
}

function alternativesAt(regex: string, at: number): Parsed | undefined {
  const first = sequenceAt(regex, at);
  if (first === undefined || regex[first.next] !== "|") return first;
  const others = alternativesAt(regex, first.next + 1);
  return others && { choices: [...first.choices, ...others.choices], next: others.next };
}

/** Ends with `$` or `.*`, or with a group of `.*` that has no alternative. */
const ends = /[^\\]\$$|\.\*$|^[^|]*\.\*\)$/;

/**
 * Token lists of a regular expression of characters, classes, groups and their repetitions. It has to start with `^`, and
 * to end with `$` or `.*`: AWS does not document whether a match of a part of the path is sufficient.
 *
 * @returns undefined for other regular expressions
 */
export function regexTokens(regex: string): readonly (readonly string[])[] | undefined {
  if (!regex.startsWith("^") || !ends.test(regex)) return undefined;
  const body = regex.slice(1).replace(/\$$/, "");
  const read = sequenceAt(body, 0);
  // Choices of the whole expression and unmatched brackets are left over.
  if (read === undefined || read.next < body.length || read.choices.length > mostChoices) return undefined;
  return read.choices.map((tokens) => [...tokens, end]);
}
