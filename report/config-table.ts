import { z } from "zod";
import { settingsSchema } from "../core/settings/schema";
import { markdownTable } from "./table";

/** The parts of a JSON schema that the table shows. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.type === "array")
    return schema.items?.properties === undefined ? `list of ${typeOf(schema.items ?? {})}` : "list, see below";
  if (schema.type === "object") return schema.properties === undefined ? "map" : "keys below";
  const { minimum, maximum } = schema;
  const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return bounded ? `${schema.type ?? ""} ${minimum}-${maximum}` : (schema.type ?? "");
}

function defaultOf({ default: value }: Schema, required: boolean): string {
  if (value === undefined || (typeof value === "object" && JSON.stringify(value) === "{}"))
    return required ? "required" : "";
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function rows(schema: Schema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    const required = schema.required?.includes(key) === true;
    const row = [`\`${path}\``, typeOf(value), defaultOf(value, required), value.description ?? ""];
    const inner = value.items?.properties === undefined ? value : value.items;
    return [row, ...rows(inner, value.type === "array" ? `${path}[].` : `${path}.`)];
  });
}

/** All configuration keys as a Markdown table, from the schema that validates them. */
export function configTable(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: "input", unrepresentable: "any" }) as Schema;
  return markdownTable({ head: ["key", "value", "default", "meaning"], rows: rows(schema, "") });
}
