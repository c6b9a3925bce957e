import type { Graph } from "./graph";
import { isKind, ofKind } from "./graph";
import { candidates, resolve, resourceOf } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";
import { known, readString } from "./value";

/** A secret of the stack under a customer managed key. */
export interface KeyedSecret {
  readonly secret: Resource;
  readonly key: Reference;
}

/** The key of a secret; undefined if it is AWS's own. */
function keyOf(graph: Graph, secret: Resource): Reference | undefined {
  const key = resolve(graph, secret, "kmsKeyId", "kmsKey");
  const isOfAws = key.kind === "absent" || (key.kind === "id" && (key.id === "" || key.id.includes("alias/aws/")));
  return isOfAws ? undefined : key;
}

function secretBehind(graph: Graph, resource: Resource): Resource | undefined {
  return isKind(resource, "secret") ? resource : resourceOf(resolve(graph, resource, "secretId", "secret"));
}

/** Secrets of the stack that the containers of a task definition read, under customer managed keys. */
export function keyedSecretsOf(graph: Graph, definition: Resource): readonly KeyedSecret[] {
  const text = known(readString(definition, "containerDefinitions"));
  const named =
    text === undefined
      ? []
      : ofKind(graph, "secret").filter((secret) => {
          const arn = known(readString(secret, "arn"));
          return arn !== undefined && text.includes(arn);
        });
  const referred = candidates(graph, definition, "containerDefinitions", "secret", "secretVersion");
  const secrets = [...named, ...referred.flatMap((resource) => secretBehind(graph, resource) ?? [])];
  return [...new Set(secrets)].flatMap((secret) => {
    const key = keyOf(graph, secret);
    return key === undefined ? [] : [{ secret, key }];
  });
}
