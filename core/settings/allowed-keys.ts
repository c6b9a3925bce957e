import { z } from "zod";
import { settingsSchema } from "./schema";

/** The schema of a value, without the wrappers for defaults and transforms. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrap(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrap(schema.in) : schema;
}

function inner(schema: unknown, step: PropertyKey): unknown {
  const container = unwrap(schema);
  if (container instanceof z.ZodObject) return (container.shape as Record<PropertyKey, unknown>)[step];
  if (container instanceof z.ZodArray) return container.element;
  return container instanceof z.ZodRecord ? container.valueType : undefined;
}

/** Whether the configuration must have the key at a path, as far as the schema says. */
export function isRequired(path: readonly PropertyKey[]): boolean {
  const container = unwrap(path.slice(0, -1).reduce<unknown>(inner, settingsSchema));
  if (!(container instanceof z.ZodObject)) return false;
  const schema = inner(container, path.at(-1) ?? "");
  return !(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault);
}

/** Schema issues of a value at a path; none if it is valid there. */
export function issuesOf(path: readonly PropertyKey[], value: unknown): readonly z.core.$ZodIssue[] {
  const schema = path.reduce<unknown>(inner, settingsSchema);
  return schema instanceof z.ZodType ? (schema.safeParse(value, { reportInput: true }).error?.issues ?? []) : [];
}

/** The numbers that a path may have, ` from 1 to 65535`; empty if they are not bounded on both sides. */
export function rangeAt(path: readonly PropertyKey[]): string {
  const schema = unwrap(path.reduce<unknown>(inner, settingsSchema));
  if (!(schema instanceof z.ZodNumber)) return "";
  const [least, most] = [schema.minValue ?? -Infinity, schema.maxValue ?? Infinity];
  const isBounded = Math.abs(least) < Number.MAX_SAFE_INTEGER && Math.abs(most) < Number.MAX_SAFE_INTEGER;
  return isBounded ? ` from ${least} to ${most}` : "";
}

/** Keys that a map at a path must have; for a list, those of its entries. */
export function requiredKeys(path: readonly PropertyKey[]): readonly string[] {
  const schema = unwrap(path.reduce<unknown>(inner, settingsSchema));
  if (schema instanceof z.ZodArray) return requiredKeys([...path, 0]);
  return allowedKeys(path).filter((key) => schema instanceof z.ZodObject && isRequired([...path, key]));
}

/** Whether the entries of the list at a path are maps. */
export const hasMapEntries = (path: readonly PropertyKey[]): boolean =>
  unwrap([...path, 0].reduce<unknown>(inner, settingsSchema)) instanceof z.ZodObject;

/** Keys that the configuration may have at a path; empty if the schema names none there. */
export function allowedKeys(path: readonly PropertyKey[]): readonly string[] {
  const schema = unwrap(path.reduce<unknown>(inner, settingsSchema));
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodRecord)) return [];
  const keys = unwrap(schema.keyType);
  return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
}
