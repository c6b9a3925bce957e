import type { Graph } from "../graph/graph";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import { resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { statementsOf, textsIn } from "../graph/policy-statements";
import type { Statement } from "../graph/policy-statements";
import { policiesOf } from "../graph/role-policies";
import type { RolePolicy } from "../graph/role-policies";
import { wideParts, widePolicyName } from "../least-privilege";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

function wideIn({ Effect, Action, NotAction, Resource: on, NotResource, Condition }: Statement): readonly string[] {
  if (Effect !== "Allow") return [];
  // All resources but some are as wide as all. A condition restricts what `*` alone would allow.
  const resources = NotResource === undefined ? textsIn(on) : ["*"];
  const wide = wideParts({ actions: textsIn(Action), resources });
  const parts = wide.filter(({ resource }) => resource === undefined || Condition === undefined);
  const others = NotAction !== undefined && resources.includes("*") ? ["all actions but some (NotAction)"] : [];
  return [
    ...parts.map(({ action, resource }) => (resource === undefined ? action : `${action} on ${resource}`)),
    ...others,
  ];
}

function partsOf({ document, arn }: RolePolicy): readonly string[] {
  if (arn !== undefined) return [widePolicyName(arn) ?? []].flat();
  return document === undefined ? [] : statementsOf(document).flatMap(wideIn);
}

/** Task definitions by the URN of their task role. */
const definitionsOf = perGraph((graph) =>
  groupBy(
    ofKind(graph, "taskDefinition"),
    (definition) => resourceOf(resolve(graph, definition, "taskRoleArn", "iamRole"))?.urn,
  ),
);

const isTaskRole = (graph: Graph, role: Resource) => definitionsOf(graph).has(role.urn);

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
    const wide = [...new Set(policiesOf(graph, role).flatMap(partsOf))];
    if (wide.length === 0) return [];
    const found = violation(role, `task role ${role.name} allows more than named actions: ${wide.join(", ")}`);
    return [{ ...found, also: (definitionsOf(graph).get(role.urn) ?? []).map(({ urn }) => urn) }];
  },
});
