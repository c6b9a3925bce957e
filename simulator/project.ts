import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Properties } from "./values";

/** A project as the CLI would hand it to the program. */
export interface Project {
  readonly name: string;
  readonly main: string;
  /** Every key with its namespace; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Where values stand that only the CLI can decrypt; their keys are left out of `config`. */
  readonly unreadableSecrets: readonly string[];
  /** Keys that the project's schema declares secret: the program gets their values as secret outputs. */
  readonly secretKeys: readonly string[];
}

/** A file or value that the CLI would refuse before any program runs. */
export class ProjectError extends Error {}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readYaml(path: string): Properties {
  try {
    const content: unknown = parse(readFileSync(path, "utf8"));
    return isObject(content) ? content : {};
  } catch (error) {
    throw new ProjectError(`could not read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Stacks of which a project has a file. */
function stacksOf(directory: string): string[] {
  return readdirSync(directory).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}

function secretPaths(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => secretPaths(inner, `${path}[${index}]`));
  if (!isObject(value)) return [];
  if (typeof value["secure"] === "string") return [path];
  return Object.entries(value).flatMap(([key, inner]) => secretPaths(inner, `${path}.${key}`));
}

const qualified = (project: string, key: string) => (key.includes(":") ? key : `${project}:${key}`);
const encode = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function matches(value: unknown, type: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(typeof value === "string" && value !== "" ? Number(value) : value);
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "string":
      return !isObject(value) && !Array.isArray(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return true;
  }
}

/** Values of a stack with the project's own values and defaults, checked as the CLI checks them. */
function applySchema(name: string, stack: string, schema: Properties, given: Properties): Properties {
  const values: Properties = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [qualified(name, key), value]),
  );
  const missing: string[] = [];
  for (const [key, declared] of Object.entries(schema)) {
    const full = qualified(name, key);
    const declaration = isObject(declared) ? declared : { value: declared };
    const value = values[full] ?? declaration["value"] ?? declaration["default"];
    if (value === undefined) {
      if (declaration["type"] !== undefined) missing.push(key);
      continue;
    }
    values[full] = value;
    const isSecret = secretPaths(value, "").length > 0;
    if (!isSecret && !matches(value, declaration["type"])) {
      throw new ProjectError(
        `Stack '${stack}' with configuration key '${key}' must be of type '${String(declaration["type"])}'`,
      );
    }
  }
  if (missing.length > 0) {
    const keys = missing.map((key) => `'${key}'`).join(", ");
    throw new ProjectError(
      `Stack '${stack}' is missing configuration ${missing.length === 1 ? "value" : "values"} ${keys}`,
    );
  }
  return values;
}

/**
 * Reads a project and one of its stacks, and does what the CLI does before it runs the program.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @param overrides - keys of the project's namespace that stand in for those of the stack file
 * @throws ProjectError for a missing stack, a file that is no YAML, and values that the project's schema refuses
 */
export function readProject(directory: string, stack: string, overrides: Properties): Project {
  const project = readYaml(join(directory, "Pulumi.yaml"));
  const name = String(project["name"]);
  const file = join(directory, `Pulumi.${stack}.yaml`);
  if (!existsSync(file))
    throw new ProjectError(`no stack named '${stack}' found; there are: ${stacksOf(directory).join(", ")}`);
  const config = readYaml(file)["config"];
  const schema = project["config"];
  const overriding = Object.fromEntries(Object.entries(overrides).map(([key, value]) => [qualified(name, key), value]));
  const given = { ...(isObject(config) ? config : {}), ...overriding };
  const values = applySchema(name, stack, isObject(schema) ? schema : {}, given);
  const secrets = Object.entries(values).map(([key, value]) => ({ key, paths: secretPaths(value, key) }));
  const hidden = new Set(secrets.filter(({ paths }) => paths.length > 0).map(({ key }) => key));
  return {
    name,
    main: typeof project["main"] === "string" ? project["main"] : "index.ts",
    config: Object.fromEntries(
      Object.entries(values)
        .filter(([key]) => !hidden.has(key))
        .map(([key, value]) => [key, encode(value)]),
    ),
    unreadableSecrets: secrets.flatMap(({ paths }) => paths),
    secretKeys: Object.entries(isObject(schema) ? schema : {}).flatMap(([key, declared]) =>
      isObject(declared) && declared["secret"] === true ? [qualified(name, key)] : [],
    ),
  };
}
