import { createRequire } from "node:module";
import type * as Yaml from "yaml";

/** A JSON or YAML object. */
export type Json = Readonly<Record<string, unknown>>;

/** An object, or undefined for any other value. */
export const asObject = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

/** Elements of a list; none for any other value. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text of a string, number or boolean; undefined for any other value. */
export const asText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

function parseYaml(text: string): unknown {
  // Loaded here, because few stacks have a body in YAML, and every offline run would pay for it.
  const yaml = createRequire(__filename)("yaml") as typeof Yaml;
  return yaml.parse(text, { merge: true });
}

/** Parses the text of an OpenAPI document; undefined if it is neither JSON nor YAML, or has no paths. */
export function parseDocument(text: string): Json | undefined {
  for (const parse of [JSON.parse, parseYaml] as readonly ((text: string) => unknown)[]) {
    try {
      const document = asObject(parse(text));
      return asObject(document?.["paths"]) === undefined ? undefined : document;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Follows `$ref` to another part of the document, as often as needed; undefined if it leaves the document. */
export function dereference(document: Json, value: unknown, depth = 0): Json | undefined {
  const found = asObject(value);
  const reference = found?.["$ref"];
  if (typeof reference !== "string") return found;
  // A reference to itself would never end.
  if (!reference.startsWith("#/") || depth > 10) return undefined;
  const keys = reference.slice(2).split("/");
  const target = keys.reduce<unknown>(
    (at, key) => asObject(at)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    document,
  );
  return dereference(document, target, depth + 1);
}

/** Objects among values, each after its `$ref`. */
export const objectsIn = (document: Json, values: readonly unknown[]): readonly Json[] =>
  values.map((value) => dereference(document, value)).filter((value) => value !== undefined);
