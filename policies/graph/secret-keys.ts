import type { Graph } from "./graph";
import { isKind, ofKind } from "./graph";
import { candidates, resolve, resourceOf } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { containersOf } from "./tasks";
import type { Container } from "./tasks";
import { known, readString } from "./value";

/** A secret or SSM parameter of the stack under a customer managed key. */
export interface KeyedSecret {
  readonly secret: Resource;
  readonly key: Reference;
}

/** The key of a secret or SSM parameter; undefined if it is AWS's own, or if the parameter is not encrypted. */
function keyOf(graph: Graph, secret: Resource): Reference | undefined {
  const isParameter = isKind(secret, "ssmParameter");
  if (isParameter && known(readString(secret, "type")) !== "SecureString") return undefined;
  const key = resolve(graph, secret, isParameter ? "keyId" : "kmsKeyId", "kmsKey");
  const isOfAws = key.kind === "absent" || (key.kind === "id" && (key.id === "" || key.id.includes("alias/aws/")));
  return isOfAws ? undefined : key;
}

/**
 * What ECS reads with the execution role before the containers start. A secret that only an environment variable names
 * is read by the containers themselves.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets
 */
const namedBy = ({ secrets, logConfiguration, repositoryCredentials }: Container): readonly string[] => [
  ...[...(secrets ?? []), ...(logConfiguration?.secretOptions ?? [])].flatMap(({ valueFrom }) => valueFrom ?? []),
  ...(repositoryCredentials?.credentialsParameter === undefined ? [] : [repositoryCredentials.credentialsParameter]),
];

/** Whether a text names a secret: by its ARN, with a key and version after it, or a parameter by its name. */
function isNamed(secret: Resource, texts: readonly string[]): boolean {
  const outputs = isKind(secret, "ssmParameter") ? ["arn", "name"] : ["arn", "id"];
  const names = outputs.flatMap((output) => known(readString(secret, output)) ?? []);
  return names.some((name) => texts.some((text) => text === name || text.startsWith(`${name}:`)));
}

/** Secrets behind their versions, each once, with their keys. */
function withKeys(graph: Graph, sources: readonly Resource[]): readonly KeyedSecret[] {
  const secrets = sources.flatMap((source) =>
    isKind(source, "secretVersion") ? (resourceOf(resolve(graph, source, "secretId", "secret")) ?? []) : [source],
  );
  return [...new Set(secrets)].flatMap((secret) => {
    const key = keyOf(graph, secret);
    return key === undefined ? [] : [{ secret, key }];
  });
}

const kinds = ["secret", "secretVersion", "ssmParameter"] as const;

/** Secrets of the stack under customer managed keys that ECS reads for the containers of a task definition. */
export function keyedSecretsOf(graph: Graph, definition: Resource): readonly KeyedSecret[] {
  const texts = (containersOf(definition) ?? []).flatMap(namedBy);
  const secrets = kinds.flatMap((kind) => ofKind(graph, kind)).filter((secret) => isNamed(secret, texts));
  return withKeys(graph, secrets);
}

/** Secrets that the containers of a task definition may read: their JSON is unknown, and depends on these. */
export const possibleSecretsOf = (graph: Graph, definition: Resource): readonly KeyedSecret[] =>
  containersOf(definition) === undefined
    ? withKeys(graph, candidates(graph, definition, "containerDefinitions", ...kinds))
    : [];
