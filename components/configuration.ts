import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../core/problem";

/** The configuration of a stack as it stands, before any check of what it says. */
export interface Configuration {
  /** Keys of the project's namespace, without it. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly region: string | undefined;
  /** Keys that no one would read, and secrets that would not stay secret. */
  readonly problems: readonly Problem[];
}

/** Keys of the aws namespace that the program hands to its explicit provider. */
const providerKeys = ["region", "profile", "allowedAccountIds", "forbiddenAccountIds", "assumeRoles"];

/** A structured value arrives as JSON, a plain one as itself; `3` and `true` read as what they are. */
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
      message: `belongs to another project than ${pulumi.getProject()}, so nothing reads it`,
      fix: `rename it to ${pulumi.getProject()}:${name}, or remove it`,
    };
  }
  if (providerKeys.includes(name)) return undefined;
  const fix =
    name === "defaultTags"
      ? "use tags of the project"
      : "set it by the AWS provider's environment variable, or remove it";
  return { where, message: `is not handed to the provider; allowed: ${providerKeys.join(", ")}`, fix };
}

/** Keys whose values the CLI decrypted. The SDK tells them to its own Config class only, but the CLI's variable is public. */
function readSecretKeys(): string[] {
  const keys: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return Array.isArray(keys) ? keys.map(String) : [];
}

/** Reads every key of the stack's configuration. */
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
        message: "holds a secret, which would stand as plain text in the state of many resources",
        fix: "keep the secret in Secrets Manager or Parameter Store and name its ARN in secrets",
      });
    }
    values[name] = decode(name, text);
  }
  return { values, region: aws.config.region, problems };
}
