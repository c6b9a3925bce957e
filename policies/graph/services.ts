import type { Graph } from "./graph";
import { resolve } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";

/** Task definition of an ECS service. */
export const taskDefinitionOf = (graph: Graph, service: Resource): Reference =>
  resolve(graph, service, "taskDefinition", "taskDefinition");
