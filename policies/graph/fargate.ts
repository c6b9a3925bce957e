import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey } from "./references";
import type { Resource } from "./resource";
import { taskDefinitionOf } from "./services";
import { known, readElements, readString, readStrings } from "./value";

const services = perGraph((graph) =>
  groupBy(ofKind(graph, "ecsService"), (service) => referenceKey(taskDefinitionOf(graph, service))),
);

/** ECS services of the stack that run a task definition. */
const servicesRunning = (graph: Graph, definition: Resource): readonly Resource[] =>
  services(graph).get(definition.urn) ?? [];

/** Whether an ECS service runs on Fargate by its own settings: launch type or capacity provider strategy. */
export function launchesOnFargate(service: Resource): boolean {
  if (known(readString(service, "launchType")) === "FARGATE") return true;
  const strategies = known(readElements(service, "capacityProviderStrategies")) ?? [];
  return strategies.some((at) => /^FARGATE(_SPOT)?$/.test(known(readString(service, `${at}.capacityProvider`)) ?? ""));
}

/** Whether AWS validates a task definition for Fargate, or a service of the stack runs it there. */
export const isForFargate = (graph: Graph, definition: Resource): boolean =>
  known(readStrings(definition, "requiresCompatibilities"))?.includes("FARGATE") === true ||
  servicesRunning(graph, definition).some(launchesOnFargate);
