import { accepts, acceptsAll, advance, advanceAll, isLiteral, literalsAt, settle } from "./language";
import type { Language, Positions } from "./language";
import type { ParameterKind, Part } from "./path-space";

/** What a path has to match, and what it must not match. */
export interface Wanted {
  readonly parts: readonly Part[];
  /** Patterns of listener rules, which match the path that the load balancer gets. */
  readonly rules: Language;
  readonly accept: Positions;
  readonly reject: Positions;
  /** Paths of more specific routes, which match the path that clients request. */
  readonly routes: Language;
  readonly taken: Positions;
}

/** A path that clients request, and the path that the load balancer gets for it. */
export interface Example {
  readonly path: string;
  readonly target: string;
}

/** A part of an example, and the positions of all patterns behind it. */
interface State extends Example {
  readonly part: number;
  /** Last character of the value of a parameter that is not complete; empty at its beginning. */
  readonly last: string;
  readonly accept: Positions;
  readonly reject: Positions;
  readonly taken: Positions;
}

/** More states than real listeners have; the search gives up rather than to slow down a preview. */
const mostStates = 20_000;

const preferred = Array.from("xyzabcdefghijklmnopqrstuvw0123456789-_~ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/** Paths without a `/` at the end come first. Paths with empty segments are never examples: few clients send them. */
type Form = "plain" | "with slash";

function mayEnd(kind: ParameterKind, last: string, form: Form): boolean {
  if (last === "") return kind === "rest";
  return last !== "/" || form === "with slash";
}

const mayFollow = (kind: ParameterKind, last: string, char: string) =>
  char !== "/" || (kind !== "segment" && last !== "" && last !== "/");

/** Characters to try: one that no pattern continues with, `/`, and those that patterns continue with. */
function nextChars({ rules, routes }: Wanted, state: State, of: "route" | "target" | "both"): readonly string[] {
  const required = literalsAt(rules, state.accept);
  if (of !== "route" && isLiteral(rules, state.accept)) return [...new Set(required)];
  const literals = new Set([
    ...(of === "route" ? [] : [...required, ...literalsAt(rules, state.reject)]),
    ...(of === "target" ? [] : literalsAt(routes, state.taken)),
  ]);
  const other = preferred.find((char) => !literals.has(char));
  return [...(other === undefined ? [] : [other]), "/", ...[...literals].filter((char) => char !== "/")];
}

function read(wanted: Wanted, state: State, text: string, of: "route" | "target" | "both"): State {
  const target = of === "route" ? "" : text;
  const path = of === "target" ? "" : text;
  return {
    ...state,
    path: state.path + path,
    target: state.target + target,
    accept: advanceAll(wanted.rules, state.accept, target),
    reject: advanceAll(wanted.rules, state.reject, target),
    taken: advanceAll(wanted.routes, state.taken, path),
  };
}

function followers(wanted: Wanted, state: State, form: Form): readonly State[] {
  const part = wanted.parts[state.part];
  if (part === undefined) return [];
  if ("text" in part) return [{ ...read(wanted, state, part.text, part.of), part: state.part + 1 }];
  const ended = mayEnd(part.kind, state.last, form) ? [{ ...state, part: state.part + 1, last: "" }] : [];
  const continued = nextChars(wanted, state, part.of)
    .filter((char) => mayFollow(part.kind, state.last, char))
    .map((char) => ({ ...read(wanted, state, char, part.of), last: char }));
  return [...ended, ...continued];
}

/** No continuation of the state is an example. */
const isLost = ({ rules, routes }: Wanted, { accept, reject, taken }: State) =>
  accept.length === 0 || acceptsAll(rules, reject) || acceptsAll(routes, taken);

const isExample = ({ parts, rules, routes }: Wanted, { part, accept, reject, taken }: State) =>
  part === parts.length && accepts(rules, accept) && !accepts(rules, reject) && !accepts(routes, taken);

const keyOf = ({ part, last, accept, reject, taken }: State) =>
  `${part} ${last === "" ? "" : last === "/" ? "/" : "x"} ${accept.join()} ${reject.join()} ${taken.join()}`;

function search(wanted: Wanted, form: Form): Example | "unknown" | undefined {
  const start: State = {
    part: 0,
    last: "",
    path: "",
    target: "",
    accept: settle(wanted.rules, wanted.accept),
    reject: settle(wanted.rules, wanted.reject),
    taken: settle(wanted.routes, wanted.taken),
  };
  const seen = new Set<string>();
  const states = [start];
  for (const state of states) {
    if (isExample(wanted, state)) return { path: state.path, target: state.target };
    if (states.length > mostStates) return "unknown";
    for (const next of followers(wanted, state, form)) {
      const key = keyOf(next);
      if (seen.has(key) || isLost(wanted, next)) continue;
      seen.add(key);
      states.push(next);
    }
  }
  return undefined;
}

/**
 * A shortest path of a route that the patterns of a listener rule match, and that earlier rules and more specific
 * routes do not match. The search is exact: it reads all patterns at once, character by character.
 *
 * @returns undefined if there is no such path; `unknown` if the patterns are too many to decide
 */
export function exampleOf(wanted: Wanted): Example | "unknown" | undefined {
  const plain = search(wanted, "plain");
  return plain === undefined && wanted.parts.some((part) => "kind" in part && part.kind !== "segment")
    ? search(wanted, "with slash")
    : plain;
}

/** Whether the patterns at some positions match a text. */
export const matchesText = (language: Language, positions: Positions, text: string) =>
  accepts(
    language,
    Array.from(text).reduce((at, char) => advance(language, at, char), settle(language, positions)),
  );
