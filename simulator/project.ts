import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ScalarTag, Tags } from "yaml";
import { qualifiedKey } from "./config-keys";
import type { Properties } from "./values";

/** A project with its configuration, as the CLI passes it to the program. */
export interface Project {
  readonly name: string;
  /** `main` of `Pulumi.yaml`: the program's file or folder. */
  readonly main: string | undefined;
  /** Values by key with namespace; structured values as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Paths of encrypted values, which only the CLI can decrypt; `config` has them as they are in the file. */
  readonly unreadableSecrets: readonly string[];
  /** Environments of Pulumi ESC that the stack imports; only the CLI can read their values. */
  readonly environments: readonly string[];
  /** Keys of the stack file beside `config` that neither the CLI nor anything else reads. */
  readonly strayKeys: readonly string[];
  /** Keys with encrypted values and keys that the project's schema declares secret. */
  readonly secretKeys: readonly string[];
  /** Values that the CLI refuses because of the project's schema. Unlike the CLI, which stops at the first, all of them. */
  readonly faults: readonly SchemaFault[];
}

/** A key of the project's schema whose value is missing or of another type. */
interface SchemaFault {
  /** The key as the schema has it; without a namespace it is the project's. */
  readonly key: string;
  /** The type that the schema declares, for example `integer`. */
  readonly type: string;
  /** `undefined` if the stack does not set the key. */
  readonly value: unknown;
}

/** A file or value that the CLI would reject before it runs the program. */
export class ProjectError extends Error {}

/** The stack has no file. */
export class UnknownStackError extends ProjectError {}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Integers of YAML 1.1, which the CLI's parser reads as such: 0123 is octal, and 1_000 has a separator. */
const oldIntegers: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?(0[0-7_]+|\d[\d_]*_[\d_]*)$/,
  resolve: (text) => {
    const digits = text.replaceAll("_", "");
    return /^[-+]?0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  },
};

/** A date without quotes, which the CLI passes on as Go prints a time. */
const dates: ScalarTag = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  test: /^\d{4}-\d{1,2}-\d{1,2}$/,
  resolve: (text) => {
    const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCDate() === day ? `${date.toISOString().slice(0, 10)} 00:00:00 +0000 UTC` : text;
  },
};

/** As the CLI's parser: it merges `<<` keys, and takes values with an unknown tag as they are. */
export const yamlOptions = {
  merge: true,
  logLevel: "error",
  customTags: (tags: Tags) => [oldIntegers, dates, ...tags],
} as const;

const parsed = new Map<string, unknown>();

/** A tool reads the files before it loads the SDK, and again to run the program. Large ones take a while to parse. */
function parseOnce(text: string): unknown {
  if (!parsed.has(text)) parsed.set(text, parse(text, yamlOptions));
  return parsed.get(text);
}

function readYaml(path: string): Properties {
  let content: unknown;
  try {
    content = parseOnce(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ProjectError(`could not read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isObject(content)) return content;
  if (content === null || content === undefined) return {};
  throw new ProjectError(`could not read ${path}: got ${Array.isArray(content) ? "a list" : "a text"}; allowed: a map`);
}

/** Stacks that have a file in the project's folder. */
export function stacksOf(directory: string): string[] {
  return readdirSync(directory).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}

function secretPaths(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => secretPaths(inner, `${path}[${index}]`));
  if (!isObject(value)) return [];
  if (typeof value["secure"] === "string") return [path];
  return Object.entries(value).flatMap(([key, inner]) => secretPaths(inner, `${path}.${key}`));
}

/** Environments of a stack file: names of those that it imports, and one for what it defines itself. */
function environmentNames(environment: unknown): readonly string[] {
  const imports: unknown = isObject(environment) ? environment["imports"] : environment;
  const names = (Array.isArray(imports) ? imports : []).map((entry) =>
    isObject(entry) ? Object.keys(entry).join() : String(entry),
  );
  return isObject(environment) && environment["values"] !== undefined ? [...names, "of the stack file"] : names;
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/project.go, `ProjectStack` */
const stackFileKeys = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

const encode = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function matches(value: unknown, type: unknown): boolean {
  switch (type) {
    case "integer":
      return typeof value === "string" ? /^[+-]?\d+$/.test(value) : Number.isInteger(value);
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

/** The stack's values with the project's values and defaults, and what the schema refuses. */
function applySchema(
  name: string,
  schema: Properties,
  given: Properties,
): Pick<Project, "faults"> & { values: Properties } {
  const values: Properties = { ...given };
  const faults: SchemaFault[] = [];
  for (const [key, declared] of Object.entries(schema)) {
    const full = qualifiedKey(name, key);
    const declaration = isObject(declared) ? declared : { value: declared };
    // A key without a value is set: the CLI applies no default to it.
    const value = full in values ? values[full] : (declaration["value"] ?? declaration["default"]);
    if (value !== undefined) values[full] = value;
    const type = declaration["type"];
    if (typeof type !== "string" || secretPaths(value, "").length > 0) continue;
    if (value === undefined || value === null || !matches(value, type)) faults.push({ key, type, value });
  }
  return { values, faults };
}

/**
 * Reads a project and one of its stacks, and validates them as the CLI does before it runs the program. Values that do not
 * match the project's schema are returned, because the program refuses them together with what else is wrong.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @param overrides - values by key, the project's without a namespace; they override the stack file
 * @throws ProjectError for a missing stack and for files that are no YAML map
 */
export function readProject(directory: string, stack: string, overrides: Properties): Project {
  const project = readYaml(join(directory, "Pulumi.yaml"));
  const name = String(project["name"]);
  const file = join(directory, `Pulumi.${stack}.yaml`);
  if (!existsSync(file))
    throw new UnknownStackError(`no stack named '${stack}' found; stacks: ${stacksOf(directory).join(", ")}`);
  const content = readYaml(file);
  const { config, environment } = content;
  const schema = project["config"];
  if (config !== undefined && config !== null && !isObject(config))
    throw new ProjectError(`could not read ${file}: config is no map; allowed: keys with their values below config`);
  const qualified = (values: Properties) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [qualifiedKey(name, key), value]));
  const given = { ...qualified(isObject(config) ? config : {}), ...qualified(overrides) };
  const declared = isObject(schema) ? schema : {};
  const { values, faults } = applySchema(name, declared, given);
  const secrets = Object.entries(values).map(([key, value]) => ({ key, paths: secretPaths(value, key) }));
  return {
    name,
    faults,
    main: typeof project["main"] === "string" ? project["main"] : undefined,
    config: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, encode(value)])),
    environments: environmentNames(environment),
    strayKeys: Object.keys(content).filter((key) => !stackFileKeys.includes(key)),
    unreadableSecrets: secrets.flatMap(({ paths }) => paths),
    secretKeys: [
      ...secrets.flatMap(({ key, paths }) => (paths.length > 0 ? [key] : [])),
      ...Object.entries(declared).flatMap(([key, value]) =>
        isObject(value) && value["secret"] === true ? [qualifiedKey(name, key)] : [],
      ),
    ],
  };
}
