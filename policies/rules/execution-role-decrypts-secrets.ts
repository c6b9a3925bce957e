import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { leavesToIam } from "../graph/policy-statements";
import { resolve } from "../graph/references";
import type { Resource } from "../graph/resource";
import { grantOf } from "../graph/role-grants";
import { documentAt } from "../graph/role-policies";
import { keyedSecretsOf, possibleSecretsOf } from "../graph/secret-keys";
import type { KeyedSecret } from "../graph/secret-keys";
import { isSet, known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

const action = "kms:Decrypt";

/** A key policy or a grant may allow a role of the same account by itself. */
function onlyIamAllows(graph: Graph, key: Resource): boolean {
  if (ofKind(graph, "kmsKeyPolicy").length + ofKind(graph, "kmsGrant").length > 0) return false;
  if (!isSet(key, "policy")) return true;
  const { document } = documentAt(key, "policy");
  return document !== undefined && leavesToIam(document);
}

function judgeSecret(graph: Graph, definition: Resource, { secret, key }: KeyedSecret): readonly Finding[] {
  const role = resolve(graph, definition, "executionRoleArn", "iamRole");
  // Without a role, task-has-execution-role reports the task definition.
  if (role.kind === "absent") return [];
  if (role.kind !== "resource")
    return [
      undetermined(definition, `whether the execution role of ${definition.name} may use the key of ${secret.name}`),
    ];
  const arn = key.kind === "resource" ? known(readString(key.resource, "arn")) : undefined;
  const grant = grantOf(graph, role.resource, { action, resource: arn });
  if (grant.kind === "allowed") return [];
  if (grant.kind === "unknown") return [undetermined(definition, grant.needs)];
  if (key.kind !== "resource" || !onlyIamAllows(graph, key.resource))
    return [undetermined(definition, `the policy of the key of secret ${secret.name}`)];
  const wrong = `execution role ${role.resource.name} of task definition ${definition.name} may not decrypt secret ${secret.name}: no policy allows ${action} on key ${key.resource.name}`;
  return [violation(definition, wrong)];
}

/** As long as the containers are unknown, they may read the secret themselves, with the task role. */
function judgePossible(graph: Graph, definition: Resource, keyed: KeyedSecret): readonly Finding[] {
  const found = judgeSecret(graph, definition, keyed);
  const needs = `whether the containers of task definition ${definition.name} name secret ${keyed.secret.name} in secrets`;
  return found.length === 0 ? [] : [undetermined(definition, needs)];
}

export const executionRoleDecryptsSecrets = resourceRule({
  id: "execution-role-decrypts-secrets",
  displayName: "Execution roles decrypt their secrets",
  description:
    "The execution role of a task that reads a secret or an SSM parameter under a customer managed key may decrypt with this key; otherwise no task starts.",
  severity: "critical",
  remediation: "Allow kms:Decrypt on the key of the secret in a policy of the execution role.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets",
  tags: ["wiring", "ecs"],
  hop: "container",
  kinds: ["taskDefinition"],
  about: (graph, definition) =>
    keyedSecretsOf(graph, definition).length + possibleSecretsOf(graph, definition).length > 0,
  none: "no task definition reads a secret or SSM parameter of the stack under a customer managed key",
  judge: (graph, definition) => [
    ...keyedSecretsOf(graph, definition).flatMap((secret) => judgeSecret(graph, definition, secret)),
    ...possibleSecretsOf(graph, definition).flatMap((secret) => judgePossible(graph, definition, secret)),
  ],
});
