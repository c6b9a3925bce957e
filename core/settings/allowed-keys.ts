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

/** Keys that the configuration may have at a path; empty if the schema names none there. */
export function allowedKeys(path: readonly PropertyKey[]): readonly string[] {
  const schema = unwrap(path.reduce<unknown>(inner, settingsSchema));
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodRecord)) return [];
  const keys = unwrap(schema.keyType);
  return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
}
