import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../core/problem";
import { namedPath } from "../core/settings/config-path";
import { settingsSchema } from "../core/settings/schema";
import { isConfigSecret } from "./secret-keys";

type Path = readonly PropertyKey[];

/** The configuration of a stack before validation. */
export interface Configuration {
  /** Configuration values by key, without the project's namespace; secrets are left out. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly region: string | undefined;
  /** Paths of the secrets in `values`, each with a problem of its own. */
  readonly withheld: readonly Path[];
  /** Our keys in another project's namespace, and secrets that would not stay secret. */
  readonly problems: readonly Problem[];
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

/** Namespaces of Pulumi and of the packages that the program uses: their keys are not ours. */
const otherOwners: readonly string[] = ["pulumi", "aws", "awsx"];

/** A key of ours in the namespace of another project, where nothing reads it. */
function misplaced(namespace: string, name: string): readonly Problem[] {
  if (otherOwners.includes(namespace) || !Object.hasOwn(settingsSchema.shape, name)) return [];
  const project = pulumi.getProject();
  return [
    {
      where: `${namespace}:${name}`,
      message: `belongs to a different project than ${project}, so nothing reads it`,
      fix: `rename it to ${project}:${name}, or remove it`,
    },
  ];
}

/** Paths of values that are still encrypted: without the CLI, nothing decrypts them. */
function encryptedPaths(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => encryptedPaths(inner, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  if ("secure" in value && typeof value.secure === "string") return [path];
  return Object.entries(value).flatMap(([key, inner]) => encryptedPaths(inner, [...path, key]));
}

const secretProblem = (path: Path, values: Configuration["values"]): Problem => ({
  where: namedPath(path, values),
  message: "is a secret, which would be stored as plain text in the state of several resources",
  fix: "store the secret in Secrets Manager or Parameter Store and set its ARN in services[].secrets",
});

/** Reads the configuration of the current stack. */
export function readConfiguration(): Configuration {
  const values: Record<string, unknown> = {};
  const withheld: Path[] = [];
  const foreign: Problem[] = [];
  const project = new pulumi.Config();
  for (const [key, text] of Object.entries(pulumi.runtime.allConfig())) {
    const colon = key.indexOf(":");
    const [namespace, name] = [key.slice(0, colon), key.slice(colon + 1)];
    if (namespace !== project.name) {
      foreign.push(...misplaced(namespace, name));
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
  const missing = foreign.map(({ where }) => where.slice(where.indexOf(":") + 1)).filter((name) => !(name in values));
  return {
    values,
    region: aws.config.region,
    // A key that only has to be renamed is not missing too.
    withheld: [...withheld, ...missing.map((name) => [name])],
    problems: [...foreign, ...withheld.map((path) => secretProblem(path, values))],
  };
}
