import type { Resource } from "./resource";

/**
 * Value of a property. `unknown`: the program sets it, but the value is not known yet. `absent`: the program does not
 * set it. An unknown value that depends on no resource is `absent` too, because providers mark defaults in this way.
 */
export type Value<T> =
  { readonly kind: "known"; readonly value: T } | { readonly kind: "unknown" } | { readonly kind: "absent" };

/**
 * Placeholders for unknown values in the engine's protocol, one per type. They are needed here because the SDK's own
 * proxy throws on them. Source: https://github.com/pulumi/pulumi-policy/blob/main/sdk/nodejs/policy/proxy.ts
 */
const unknownMarks: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const [mark] = unknownMarks;

const unknownValue = { kind: "unknown" } as const;
const absentValue = { kind: "absent" } as const;
const parsed = new Map<string, readonly string[]>();

function parse(path: string): readonly string[] {
  const keys = parsed.get(path) ?? [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(keyOf);
  parsed.set(path, keys);
  return keys;
}

const keyOf = ([, quoted, index, plain]: RegExpMatchArray) => quoted ?? index ?? plain ?? "";

/** Name of the top-level property of a path; the engine records dependencies per top-level property. */
export const topLevel = (path: string) => parse(path)[0] ?? path;

/** Path of a key that may contain dots, in Pulumi's notation: `requestParameters["integration.request.path.id"]`. */
export const keyPath = (path: string, key: string) => `${path}["${key}"]`;

/** Reads one property. Never throws: if a proxy throws, the value is unknown. */
function step(container: object, key: string): unknown {
  try {
    return (container as Readonly<Record<string, unknown>>)[key];
  } catch {
    return mark;
  }
}

/** Raw value at a property path such as `defaultActions[0].targetGroupArn`; prefer the typed readers below. */
export function read(resource: Resource, path: string): Value<unknown> {
  let current: unknown = resource.props;
  // The path read so far is needed only if the resource lists unknown paths.
  const marks = resource.unknown.size > 0;
  let currentPath = "";
  for (const key of parse(path)) {
    if (typeof current !== "object" || current === null) return absentValue;
    if (marks) {
      currentPath = Array.isArray(current)
        ? `${currentPath}[${key}]`
        : currentPath === ""
          ? key
          : `${currentPath}.${key}`;
    }
    current = step(current, key);
    if (unknownMarks.has(current) || (marks && resource.unknown.has(currentPath))) {
      return (resource.propertyDependencies[topLevel(path)] ?? []).length === 0 ? absentValue : unknownValue;
    }
  }
  return current === undefined || current === null ? absentValue : { kind: "known", value: current };
}

function narrow<T>(value: Value<unknown>, pick: (value: unknown) => T | undefined): Value<T> {
  if (value.kind !== "known") return value;
  const picked = pick(value.value);
  return picked === undefined ? absentValue : { kind: "known", value: picked };
}

/** String at a path; numbers and booleans are converted. */
export const readString = (resource: Resource, path: string) =>
  narrow(read(resource, path), (value) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined,
  );

/** String at a path in upper case, as the provider sends protocols: `"http"` is read as `HTTP`. */
export const readUpper = (resource: Resource, path: string) =>
  narrow(readString(resource, path), (value) => String(value).toUpperCase());

/** Number at a path; `"80"` is read as 80. */
export const readNumber = (resource: Resource, path: string) =>
  narrow(read(resource, path), (value) => {
    const number = typeof value === "object" || value === "" ? NaN : Number(value);
    return Number.isNaN(number) ? undefined : number;
  });

/** Boolean at a path; `"true"` is read as true. */
export const readBoolean = (resource: Resource, path: string) =>
  narrow(read(resource, path), (value) =>
    value === true || value === "true" ? true : value === false || value === "false" ? false : undefined,
  );

/** Paths of the elements of a list; a value that is not a list is its only element. */
export const readElements = (resource: Resource, path: string): Value<readonly string[]> =>
  narrow(read(resource, path), (value) =>
    Array.isArray(value) ? Array.from({ length: value.length }, (_, index) => `${path}[${index}]`) : [path],
  );

/** Keys of a map; join them with `keyPath`. */
export const readKeys = (resource: Resource, path: string): Value<readonly string[]> =>
  narrow(read(resource, path), (value) =>
    typeof value === "object" && value !== null ? Object.keys(value) : undefined,
  );

/** List of strings; unknown if one of them is unknown. */
export function readStrings(resource: Resource, path: string): Value<readonly string[]> {
  const elements = readElements(resource, path);
  if (elements.kind !== "known") return elements;
  const values = elements.value.map((element) => readString(resource, element));
  if (values.some((value) => value.kind === "unknown")) return unknownValue;
  return { kind: "known", value: values.flatMap((value) => (value.kind === "known" ? [value.value] : [])) };
}

/** The value if it is known; for rules that treat unknown and absent values alike. */
export const known = <T>(value: Value<T>): T | undefined => (value.kind === "known" ? value.value : undefined);

/**
 * Whether the program sets a property, to a value that may be unknown. Providers read a property that is not set back as
 * an empty text, zero, false or an empty list.
 */
export function isSet(resource: Resource, path: string): boolean {
  const value = read(resource, path);
  if (value.kind !== "known") return value.kind === "unknown";
  return Array.isArray(value.value) ? value.value.length > 0 : Boolean(value.value);
}

/** Whether anything under a top-level property is unknown. */
export function holdsUnknown(resource: Resource, path: string): boolean {
  const value = read(resource, path);
  if (value.kind !== "known") return value.kind === "unknown";
  if (typeof value.value !== "object" || value.value === null) return false;
  return Object.keys(value.value).some((key) => holdsUnknown(resource, keyPath(path, key)));
}
