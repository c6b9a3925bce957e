import { isDeepStrictEqual } from "node:util";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../core/problem";
import { namedPath } from "../core/settings/config-path";
import { packageNamespaces } from "../core/settings/namespaces";
import { settingsSchema } from "../core/settings/schema";
import { isConfigSecret } from "./secret-keys";

type Path = readonly PropertyKey[];

/** The configuration of a stack before validation. */
export interface Configuration {
  /** Configuration values by key, without the project's namespace; secrets are left out. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly region: string | undefined;
  /** Stack that the values are from; absent for settings that the program states itself. */
  readonly stack?: string;
  /** Paths of the secrets in `values`, each with a problem of its own. */
  readonly withheld: readonly Path[];
  /** Our keys in another project's namespace, and secrets that would not stay secret. */
  readonly problems: readonly Problem[];
  /** What could not be read, although nothing is wrong with the configuration. */
  readonly notes?: readonly string[];
}

/** Structured values are JSON, plain values are text; `3` and `true` become a number and a boolean. */
function decode(key: string, text: string): unknown {
  if (key === "stage") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Keys that every configuration of this program has, and hardly another one: a namespace with them is a former name. */
const ownKeys: readonly string[] = ["vpcs", "services"];

interface Elsewhere {
  readonly namespace: string;
  readonly name: string;
}

/** Whether a value is the key's default. Pulumi sets the defaults of Pulumi.yaml as if the stack had them. */
function isDefault(name: string, value: unknown): boolean {
  const schema = settingsSchema.shape[name as keyof typeof settingsSchema.shape];
  const [given, byDefault] = [schema.safeParse(value), schema.safeParse(undefined)];
  return given.success && byDefault.success && isDeepStrictEqual(given.data, byDefault.data);
}

/**
 * Keys of ours in the namespace of another project, where nothing reads them. A name such as `tags` is not only ours: if
 * our own key is set too, and the namespace is no former name of the project, it belongs to somebody else.
 */
function misplaced(keys: readonly Elsewhere[], isSet: (name: string) => boolean): readonly Problem[] {
  const ours = keys.filter(
    ({ namespace, name }) => !packageNamespaces.includes(namespace) && Object.hasOwn(settingsSchema.shape, name),
  );
  const formerNames = new Set(ours.filter(({ name }) => ownKeys.includes(name)).map(({ namespace }) => namespace));
  const project = pulumi.getProject();
  return ours
    .filter(({ namespace, name }) => !isSet(name) || formerNames.has(namespace))
    .map(({ namespace, name }) => ({
      where: `${namespace}:${name}`,
      message: `belongs to a different project than ${project}, so nothing reads it`,
      fix: isSet(name) ? `remove it: ${project}:${name} is set too` : `rename it to ${project}:${name}, or remove it`,
    }));
}

/** Paths of values that are still encrypted: without the CLI, nothing decrypts them. */
function encryptedPaths(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => encryptedPaths(inner, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  if ("secure" in value && typeof value.secure === "string") return [path];
  return Object.entries(value).flatMap(([key, inner]) => encryptedPaths(inner, [...path, key]));
}

const toSecretStore = "store the secret in Secrets Manager or Parameter Store and set its ARN in services[].secrets";

/** Only a container can have a secret; every other value appears in the resources. */
const secretFix = (path: Path) =>
  path[0] === "services" && path.some((step) => step === "environment" || step === "secrets")
    ? toSecretStore
    : `write the value in plain text; if it is a secret of a container, ${toSecretStore}`;

const secretProblem = (path: Path, values: Configuration["values"]): Problem => ({
  where: namedPath(path, values),
  message: "is a secret, which would be stored as plain text in the state of several resources",
  fix: secretFix(path),
});

/** Reads the configuration of the current stack. */
export function readConfiguration(): Configuration {
  const values: Record<string, unknown> = {};
  const withheld: Path[] = [];
  const elsewhere: Elsewhere[] = [];
  const project = new pulumi.Config();
  for (const [key, text] of Object.entries(pulumi.runtime.allConfig())) {
    const colon = key.indexOf(":");
    const [namespace, name] = [key.slice(0, colon), key.slice(colon + 1)];
    if (namespace !== project.name) {
      elsewhere.push({ namespace, name });
      continue;
    }
    const value = decode(name, text);
    const isSecret = isConfigSecret(key);
    const encrypted = isSecret ? encryptedPaths(value, [name]) : [];
    const isWhole = isSecret && encrypted.length === 0;
    withheld.push(...(isWhole ? [[name]] : encrypted));
    // Messages show values that are refused.
    if (!isWhole) values[name] = value;
  }
  const isSet = (name: string) =>
    name in values ? !isDefault(name, values[name]) : withheld.some(([key]) => key === name);
  const foreign = misplaced(elsewhere, isSet);
  const missing = foreign.map(({ where }) => where.slice(where.indexOf(":") + 1)).filter((name) => !(name in values));
  return {
    values,
    region: aws.config.region,
    stack: pulumi.getStack(),
    // A key that only has to be renamed is not missing too.
    withheld: [...withheld, ...missing.map((name) => [name])],
    problems: [...foreign, ...withheld.map((path) => secretProblem(path, values))],
  };
}
