import { z } from "zod";
import { outputsSchema } from "./outputs";
import { settingsSchema } from "./settings/schema";

/** Name of the package for other languages, and the first part of its type tokens. */
const packageName = "private-integrations";

/** The one resource of the package. */
export const componentToken = `${packageName}:index:PrivateIntegrations`;

/** The part of a JSON schema that zod writes for settings and outputs. */
interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

/** A type of the package schema. */
interface TypeSpec {
  readonly type?: string;
  readonly $ref?: string;
  readonly plain?: boolean;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
}

interface PropertySpec extends TypeSpec {
  readonly description?: string;
}

interface ObjectSpec {
  readonly type: "object";
  readonly description?: string;
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

interface ComponentSpec {
  readonly isComponent: true;
  readonly description: string;
  readonly inputProperties: Readonly<Record<string, PropertySpec>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required: readonly string[];
}

/** Schema of a package: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
interface PackageSpec {
  readonly resources: Readonly<Record<string, ComponentSpec>>;
  readonly types: Readonly<Record<string, ObjectSpec>>;
  readonly [key: string]: unknown;
}

/** How types are written: names of object types begin with `prefix`; settings are plain, outputs are not. */
interface Context {
  readonly prefix: string;
  readonly marks: { readonly plain?: true };
  readonly types: Map<string, ObjectSpec>;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `services` holds objects of type `Service`. */
const singular = (text: string) => text.replace(/ies$/, "y").replace(/s$/, "");

/** Scalars of settings with several forms, such as two kinds of ARNs, are all of one type. */
function scalarType({ type, enum: values = [], anyOf = [] }: JsonSchema): string {
  if (type === "number" && values.length > 0) return values.every(Number.isInteger) ? "integer" : "number";
  return type ?? anyOf[0]?.type ?? "string";
}

function typeOf(schema: JsonSchema, name: string, context: Context): TypeSpec {
  const { marks } = context;
  if (schema.properties !== undefined) return { $ref: objectType(schema, name, context), ...marks };
  if (schema.type === "array")
    return { type: "array", items: typeOf(schema.items ?? {}, singular(name), context), ...marks };
  if (schema.type === "object") {
    const values = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
    return { type: "object", additionalProperties: typeOf(values, singular(name), context), ...marks };
  }
  return { type: scalarType(schema), ...marks };
}

/** Description of a property with its default and its allowed values. */
function describe({ description = "", default: byDefault, enum: values, items, propertyNames }: JsonSchema): string {
  const allowed = values ?? items?.enum;
  const isScalar = ["string", "number", "boolean"].includes(typeof byDefault);
  return [
    capitalised(description),
    ...(allowed === undefined ? [] : [`allowed: ${allowed.join(", ")}`]),
    ...(propertyNames?.enum === undefined ? [] : [`keys: ${propertyNames.enum.join(", ")}`]),
    ...(isScalar ? [`default: ${String(byDefault)}`] : []),
  ].join("; ");
}

function propertiesOf(schema: JsonSchema, name: string, context: Context): Record<string, PropertySpec> {
  const entries = Object.entries(schema.properties ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      { ...typeOf(value, `${name}${capitalised(key)}`, context), description: describe(value) },
    ]),
  );
}

function objectType(schema: JsonSchema, name: string, context: Context): string {
  const token = `${packageName}:index:${context.prefix}${name}`;
  const properties = propertiesOf(schema, name, context);
  const description = schema.description === undefined ? {} : { description: capitalised(schema.description) };
  context.types.set(token, { type: "object", ...description, properties, required: schema.required ?? [] });
  return `#/types/${token}`;
}

const jsonSchema = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;

/** Schema of the package for other languages, written from the schemas of the settings and of the outputs. */
export function packageSchema(version: string): PackageSpec {
  const types = new Map<string, ObjectSpec>();
  const settings = jsonSchema(settingsSchema, "input");
  const outputs = jsonSchema(outputsSchema, "output");
  const region = { type: "string", plain: true, description: "AWS Region, if it is not that of `aws:region`" };
  return {
    name: packageName,
    version,
    displayName: "Private integrations",
    description: "Private ECS Fargate services behind Amazon API Gateway, in one of five topologies",
    license: "Apache-2.0",
    keywords: ["pulumi", "category/cloud", "kind/component", "aws"],
    resources: {
      [componentToken]: {
        isComponent: true,
        description: "API Gateway in front of private ECS services. Names of its children begin with its own name.",
        inputProperties: { ...propertiesOf(settings, "", { prefix: "", marks: { plain: true }, types }), region },
        requiredInputs: settings.required ?? [],
        properties: propertiesOf(outputs, "", { prefix: "Output", marks: {}, types }),
        required: outputs.required ?? [],
      },
    },
    types: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))),
    // Packages of Python, Go and others are written from this schema on the user's machine.
    language: {
      nodejs: { respectSchemaVersion: true },
      python: { respectSchemaVersion: true },
      // Without it, the Go package refers to types of arguments that it does not have, and does not compile.
      go: { respectSchemaVersion: true, generateExtraInputTypes: true },
      csharp: { respectSchemaVersion: true },
    },
  };
}
