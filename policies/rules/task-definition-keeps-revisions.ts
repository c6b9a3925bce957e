import { groupBy, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { shifterOf } from "../graph/traffic-shifts";
import { known, readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Whether ECS starts the old revision again when a deployment fails. */
function rollsBack(service: Resource): boolean {
  const isOn = (path: string) => known(readBoolean(service, path)) === true;
  const breaker = isOn("deploymentCircuitBreaker.enable") && isOn("deploymentCircuitBreaker.rollback");
  const alarms = isOn("alarms.enable") && isOn("alarms.rollback");
  // In other deployments the old tasks still run: a rollback moves the traffic, and starts none.
  return (breaker || alarms) && shifterOf(service) === "none";
}

/** Services with rollback, by the URN of their task definition. */
const services = perGraph((graph) =>
  groupBy(
    ofKind(graph, "ecsService").filter(rollsBack),
    (service) => resourceOf(taskDefinitionOf(graph, service))?.urn,
  ),
);

const usersOf = (graph: Graph, definition: Resource) => services(graph).get(definition.urn) ?? [];

export const taskDefinitionKeepsRevisions = resourceRule({
  id: "task-definition-keeps-revisions",
  displayName: "Revisions stay for a rollback",
  description:
    "The task definition of a service with rollback keeps its old revisions, because ECS starts no task of a revision that is deregistered.",
  severity: "medium",
  enforcement: "advisory",
  remediation:
    "Set skipDestroy to true. The resource option retainOnDelete has the same effect, but policies cannot see it: with it, acknowledge the finding.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html",
  tags: ["safety", "ecs"],
  kinds: ["taskDefinition"],
  about: (graph, definition) => usersOf(graph, definition).length > 0,
  none: "the stack has no task definition of a service with rollback",
  judge: (graph, definition) => {
    const keeps = readBoolean(definition, "skipDestroy");
    if (keeps.kind === "unknown" || known(keeps) === true) return [];
    const [service] = usersOf(graph, definition);
    const wrong = `an update deregisters the revision of task definition ${definition.name} to which service ${service?.name ?? ""} rolls back`;
    return [violation(definition, wrong)];
  },
});
