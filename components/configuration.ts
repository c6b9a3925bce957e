import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../core/problem";

/** The configuration of a stack before validation. */
export interface Configuration {
  /** Configuration values by key, without the project's namespace. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly region: string | undefined;
  /** Keys that nothing reads, and secrets that would not stay secret. */
  readonly problems: readonly Problem[];
}

/** Keys of the `aws` namespace that the program passes to its explicit provider. */
const providerKeys = ["region", "profile", "allowedAccountIds", "forbiddenAccountIds", "assumeRoles"];

/** Structured values are JSON, plain values are text; `3` and `true` become a number and a boolean. */
function decode(key: string, text: string): unknown {
  if (key === "stage") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function foreign(namespace: string, name: string): Problem | undefined {
  const where = `${namespace}:${name}`;
  if (namespace === "pulumi" || namespace === "awsx") return undefined;
  if (namespace !== "aws") {
    return {
      where,
      message: `belongs to a different project than ${pulumi.getProject()}, so nothing reads it`,
      fix: `rename it to ${pulumi.getProject()}:${name}, or remove it`,
    };
  }
  if (providerKeys.includes(name)) return undefined;
  const fix =
    name === "defaultTags"
      ? `use ${pulumi.getProject()}:tags`
      : "set the environment variable of the AWS provider instead, or remove the key";
  return { where, message: `is not passed to the AWS provider; allowed: ${providerKeys.join(", ")}`, fix };
}

/** Keys of secret values. The SDK exposes them to its own Config class only, but the CLI sets them in this variable. */
function readSecretKeys(): string[] {
  const keys: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return Array.isArray(keys) ? keys.map(String) : [];
}

/** Reads the configuration of the current stack. */
export function readConfiguration(): Configuration {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const secretKeys = readSecretKeys();
  const project = new pulumi.Config();
  for (const [key, text] of Object.entries(pulumi.runtime.allConfig())) {
    const colon = key.indexOf(":");
    const [namespace, name] = [key.slice(0, colon), key.slice(colon + 1)];
    if (namespace !== project.name) {
      const problem = foreign(namespace, name);
      if (problem !== undefined) problems.push(problem);
      continue;
    }
    if (secretKeys.includes(key)) {
      problems.push({
        where: name,
        message: "is a secret, which would be stored as plain text in the state of several resources",
        fix: "store the secret in Secrets Manager or Parameter Store and set its ARN in secrets",
      });
    }
    values[name] = decode(name, text);
  }
  return { values, region: aws.config.region, problems };
}
