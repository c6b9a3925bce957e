import type { Language, Positions } from "./language";

/** `segment`: `{id}`. `segments`: `{id+}`. `rest`: everything below `/`, or nothing. */
export type ParameterKind = "segment" | "segments" | "rest";

/** Paths that a more specific route of the API takes, for the verbs that it accepts. */
export interface Taken {
  /** HTTP method, or `ANY`. */
  readonly verb: string;
  /** Path before its first parameter. */
  readonly fixed: string;
  readonly positions: Positions;
}

/** All requests that API Gateway sends through one route. A request with a path without parameters is one of them. */
export interface PathSpace {
  /** Path that clients request, with a marker for each parameter. */
  readonly path: string;
  readonly kinds: readonly ParameterKind[];
  readonly verbs: readonly string[];
  readonly language: Language;
  readonly taken: readonly Taken[];
  /** Paths that repeat the fixed part of the route: `/orders/orders/x` for `/orders/{proxy+}`. */
  readonly repeated?: Taken;
}

/** A request with a path of a client. */
export const oneRequest = (verb: string, path: string): PathSpace => ({
  path,
  kinds: [],
  verbs: [verb],
  language: { tokens: [] },
  taken: [],
});

const firstMarker = 0xe000;

/** Character of the private use area that represents the value of a parameter in a path. */
export const marker = (index: number) => String.fromCharCode(firstMarker + index);

const markers = /[\ue000-\uf8ff]/;
const eachMarker = new RegExp(markers, "g");
const betweenMarkers = new RegExp(`(${markers.source})`);

/** Whether a path contains a parameter. */
export const isOpen = (path: string) => markers.test(path);

/** Path before its first parameter. */
export const literalStart = (path: string) => path.split(markers, 1)[0] ?? "";

/** A path with the same value for each parameter. */
export const withValue = (path: string, value: string) => path.replace(eachMarker, value);

/** One part of a request: a text of the requested path or of the path that the load balancer gets, or a parameter. */
export type Part =
  | { readonly text: string; readonly of: "route" | "target" }
  | { readonly kind: ParameterKind; readonly of: "route" | "target" | "both" };

type Piece = string | number;

const piecesOf = (path: string): readonly Piece[] =>
  path
    .split(betweenMarkers)
    .filter((piece) => piece !== "")
    .map((piece) => (markers.test(piece) ? piece.charCodeAt(0) - firstMarker : piece));

const parametersOf = (pieces: readonly Piece[]) => pieces.filter((piece) => typeof piece === "number");

/** The text before a parameter, or at the end of a path. */
const textsOf = (path: string) => path.split(markers);

/** The parts of one path alone. */
function partsAlone(path: string, kinds: readonly ParameterKind[], of: "route" | "target"): readonly Part[] {
  return piecesOf(path).map((piece): Part =>
    typeof piece === "number" ? { kind: kinds[piece] ?? "segment", of } : { text: piece, of },
  );
}

/** Parts of requests in an order in which both paths can be read. */
export interface Parts {
  readonly parts: readonly Part[];
  /** Whether the parameters of the target path have the values that the client requests. */
  readonly isExact: boolean;
}

/**
 * The parts of the requested path and of the target path. If the target path is unknown, or has the parameters in another
 * order or several times, they are read one after the other, as if their parameters had nothing to do with each other.
 *
 * @param target - path that the load balancer gets; undefined if it is unknown
 */
export function partsOf({ path, kinds }: Pick<PathSpace, "path" | "kinds">, target: string | undefined): Parts {
  const alone = partsAlone(path, kinds, "route");
  if (target === undefined) {
    return { parts: [...alone, { text: "/", of: "target" }, { kind: "rest", of: "target" }], isExact: false };
  }
  const [own, mapped] = [parametersOf(piecesOf(path)), parametersOf(piecesOf(target))];
  const ordered = own.filter((index) => mapped.includes(index));
  if (ordered.join() !== mapped.join()) {
    return { parts: [...alone, ...partsAlone(target, kinds, "target")], isExact: false };
  }
  const [ownTexts, mappedTexts] = [textsOf(path), textsOf(target)];
  let next = 0;
  const parts = own.flatMap((index, position): Part[] => {
    const kind = kinds[index] ?? "segment";
    const before: Part = { text: ownTexts[position] ?? "", of: "route" };
    if (!mapped.includes(index)) return [before, { kind, of: "route" }];
    const text = mappedTexts[next++] ?? "";
    return [before, { text, of: "target" }, { kind, of: "both" }];
  });
  const ends: readonly Part[] = [
    { text: ownTexts.at(-1) ?? "", of: "route" },
    { text: mappedTexts.at(-1) ?? "", of: "target" },
  ];
  return { parts: [...parts, ...ends], isExact: true };
}
