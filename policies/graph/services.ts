import type { Graph } from "./graph";
import { resolve } from "./references";
import type { Reference } from "./references";
import type { Resource } from "./resource";

/** Task definition that an ECS service runs. */
export const taskDefinitionOf = (graph: Graph, service: Resource): Reference =>
  resolve(graph, service, "taskDefinition", "taskDefinition");
