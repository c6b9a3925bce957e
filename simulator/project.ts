import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Properties } from "./values";

/** A project with its configuration, as the CLI passes it to the program. */
export interface Project {
  readonly name: string;
  readonly main: string;
  /** Values by key with namespace; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Paths of encrypted values, which only the CLI can decrypt; `config` has them as they are in the file. */
  readonly unreadableSecrets: readonly string[];
  /** Environments of Pulumi ESC that the stack imports; only the CLI can read their values. */
  readonly environments: readonly string[];
  /** Keys with encrypted values and keys that the project's schema declares secret. */
  readonly secretKeys: readonly string[];
}

/** A file or value that the CLI would reject before it runs the program. */
export class ProjectError extends Error {}

/** The stack has no file. */
export class UnknownStackError extends ProjectError {}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parsed = new Map<string, unknown>();

/** A tool reads the files before it loads the SDK, and again to run the program. Large ones take a while to parse. */
function parseOnce(text: string): unknown {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
}

function readYaml(path: string): Properties {
  try {
    const content = parseOnce(readFileSync(path, "utf8"));
    return isObject(content) ? content : {};
  } catch (error) {
    throw new ProjectError(`could not read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Stacks that have a file in the project's folder. */
function stacksOf(directory: string): string[] {
  return readdirSync(directory).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}

function secretPaths(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => secretPaths(inner, `${path}[${index}]`));
  if (!isObject(value)) return [];
  if (typeof value["secure"] === "string") return [path];
  return Object.entries(value).flatMap(([key, inner]) => secretPaths(inner, `${path}.${key}`));
}

/** Names of the environments that a stack file imports: a list, or an environment of its own with `imports`. */
function environmentNames(environment: unknown): readonly string[] {
  if (environment === undefined || environment === null) return [];
  return Array.isArray(environment)
    ? environment.map((entry) => (isObject(entry) ? Object.keys(entry).join() : String(entry)))
    : ["environment"];
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

/** Says which missing keys the stack has in another namespace; every new project begins with the template's. */
function misplacedHint(project: string, missing: readonly string[], values: Properties): string {
  const found = Object.keys(values).filter((key) => missing.includes(key.slice(key.indexOf(":") + 1)));
  const renames = found.map((key) => `${key} to ${project}:${key.slice(key.indexOf(":") + 1)}`);
  return renames.length === 0
    ? ""
    : `; the stack file has ${found.join(", ")}, and the project is ${project}: rename ${renames.join(", ")}`;
}

/** The stack's values with the project's values and defaults, validated as the CLI does. */
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
      `Stack '${stack}' is missing configuration ${missing.length === 1 ? "value" : "values"} ${keys}${misplacedHint(name, missing, values)}`,
    );
  }
  return values;
}

/**
 * Reads a project and one of its stacks, and validates them as the CLI does before it runs the program.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @param overrides - values by key of the project's namespace; they override the stack file
 * @throws ProjectError for a missing stack, invalid YAML, and values that do not match the project's schema
 */
export function readProject(directory: string, stack: string, overrides: Properties): Project {
  const project = readYaml(join(directory, "Pulumi.yaml"));
  const name = String(project["name"]);
  const file = join(directory, `Pulumi.${stack}.yaml`);
  if (!existsSync(file))
    throw new UnknownStackError(`no stack named '${stack}' found; stacks: ${stacksOf(directory).join(", ")}`);
  const { config, environment } = readYaml(file);
  const schema = project["config"];
  const overriding = Object.fromEntries(Object.entries(overrides).map(([key, value]) => [qualified(name, key), value]));
  const given = { ...(isObject(config) ? config : {}), ...overriding };
  const declared = isObject(schema) ? schema : {};
  const values = applySchema(name, stack, declared, given);
  const secrets = Object.entries(values).map(([key, value]) => ({ key, paths: secretPaths(value, key) }));
  return {
    name,
    main: typeof project["main"] === "string" ? project["main"] : "index.ts",
    config: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, encode(value)])),
    environments: environmentNames(environment),
    unreadableSecrets: secrets.flatMap(({ paths }) => paths),
    secretKeys: [
      ...secrets.flatMap(({ key, paths }) => (paths.length > 0 ? [key] : [])),
      ...Object.entries(declared).flatMap(([key, value]) =>
        isObject(value) && value["secret"] === true ? [qualified(name, key)] : [],
      ),
    ],
  };
}
