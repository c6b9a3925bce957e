import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { qualifiedKey } from "./config-keys";
import type { Properties } from "./values";
import { isObject } from "./values";
import { FileError, lineOfKey, ProjectError, readYaml } from "./yaml-file";

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

/** The stack has no file. */
export class UnknownStackError extends ProjectError {}

/** Stacks that have a file in the project's folder. */
export function stacksOf(directory: string): string[] {
  return readdirSync(directory).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}

function unknownStack(directory: string, stack: string): string {
  const stacks = stacksOf(directory);
  const found = stacks.length === 0 ? "the folder has no stack file" : `stacks: ${stacks.join(", ")}`;
  return `no stack named '${stack}' found; ${found}`;
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

/** Keys of the AWS provider begin with it, so a project of this name cannot have keys of its own. */
const providerName = "aws";

/** The name in `Pulumi.yaml`. @throws FileError if the CLI would refuse it, or its keys would be those of the AWS provider */
function nameOf(file: string, { name }: Properties): string {
  const fault = (message: string, fix: string) =>
    new FileError(file, { key: "name", line: lineOfKey(file, "name"), message, fix });
  if (name === undefined) throw fault("is missing", "add the name of the project, for example: name: shop");
  const allowed = "allowed: letters, digits and - _ .";
  if (typeof name !== "string") {
    const fix = isObject(name) || Array.isArray(name) ? "write a name" : "write it in quotes, or choose another name";
    throw fault(`got ${JSON.stringify(name)}, which is no text; ${allowed}`, fix);
  }
  if (!/^[\w.-]+$/.test(name)) throw fault(`got ${JSON.stringify(name)}; ${allowed}`, "choose such a name");
  if (name === providerName)
    throw fault("got aws, the namespace of the AWS provider; allowed: any other name", "choose another name");
  return name;
}

/** `config` of a file. @throws FileError if it is neither a map nor empty */
function configOf(file: string, { config }: Properties): Properties {
  if (config === undefined || config === null) return {};
  if (isObject(config)) return config;
  throw new FileError(file, {
    key: "config",
    line: lineOfKey(file, "config"),
    message: `got ${Array.isArray(config) ? "a list" : JSON.stringify(config)}; allowed: a map`,
    fix: "write keys with their values below config",
  });
}

/**
 * Reads a project and one of its stacks, and validates them as the CLI does before it runs the program. Values that do not
 * match the project's schema are returned, because the program refuses them together with what else is wrong.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @param overrides - values by key, the project's without a namespace; they override the stack file, and undefined
 *   removes a value
 * @throws UnknownStackError if the stack has no file
 * @throws FileError for files that are no YAML map, and for a name that the CLI refuses
 */
export function readProject(directory: string, stack: string, overrides: Properties): Project {
  const projectFile = join(directory, "Pulumi.yaml");
  const project = readYaml(projectFile);
  const name = nameOf(projectFile, project);
  const file = join(directory, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) throw new UnknownStackError(unknownStack(directory, stack));
  const content = readYaml(file);
  const declared = configOf(projectFile, project);
  const qualified = (values: Properties) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [qualifiedKey(name, key), value]));
  const given = { ...qualified(configOf(file, content)), ...qualified(overrides) };
  const { values, faults } = applySchema(name, declared, given);
  const secrets = Object.entries(values).map(([key, value]) => ({ key, paths: secretPaths(value, key) }));
  return {
    name,
    faults,
    main: typeof project["main"] === "string" ? project["main"] : undefined,
    config: Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, encode(value)]])),
    ),
    environments: environmentNames(content["environment"]),
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
