import type { Graph } from "../graph/graph";
import { ofKind, perGraph } from "../graph/graph";
import { resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { policiesOf } from "../graph/role-policies";
import type { RolePolicy } from "../graph/role-policies";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function statementsOf(document: string): readonly Statement[] {
  try {
    const parsed: unknown = JSON.parse(document);
    const statements = typeof parsed === "object" && parsed !== null && "Statement" in parsed ? parsed.Statement : [];
    return listOf(statements).filter((one): one is Statement => typeof one === "object" && one !== null);
  } catch {
    return [];
  }
}

/** Actions of all of a service, or of all services, on every resource. */
const wildcardsIn = (document: string): readonly string[] =>
  statementsOf(document)
    .filter(({ Effect, Resource: on }) => Effect === "Allow" && listOf(on).includes("*"))
    .flatMap(({ Action, NotAction }) => [
      ...listOf(Action).filter((action): action is string => /^(\*|[\w-]+:\*)$/.test(String(action))),
      ...(NotAction === undefined ? [] : ["all actions but some (NotAction)"]),
    ]);

const fullAccess = /:policy\/(AdministratorAccess|PowerUserAccess|\w*FullAccess)$/;

function wideIn({ document, arn }: RolePolicy): readonly string[] {
  if (arn !== undefined) return fullAccess.test(arn) ? [arn.slice(arn.lastIndexOf("/") + 1)] : [];
  return document === undefined ? [] : wildcardsIn(document);
}

const taskRoles = perGraph((graph) => {
  const roles = ofKind(graph, "taskDefinition").flatMap(
    (definition) => resourceOf(resolve(graph, definition, "taskRoleArn", "iamRole")) ?? [],
  );
  return new Set(roles.map(({ urn }) => urn));
});

const isTaskRole = (graph: Graph, role: Resource) => taskRoles(graph).has(role.urn);

export const taskRoleWithoutWildcards = resourceRule({
  id: "task-role-without-wildcards",
  displayName: "Task roles name their actions",
  description: "A task role allows the actions and resources that the containers use, not all of a service or account.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "List the actions that the containers call, and the ARNs of their resources.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  tags: ["safety", "ecs"],
  kinds: ["iamRole"],
  about: isTaskRole,
  none: "the stack has no task role",
  judge: (graph, role) => {
    const wide = [...new Set(policiesOf(graph, role).flatMap(wideIn))];
    return wide.length === 0
      ? []
      : [violation(role, `task role ${role.name} allows ${wide.join(", ")} on all resources`)];
  },
});
