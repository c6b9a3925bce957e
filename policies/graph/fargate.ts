import { strategyOf } from "./capacity";
import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resourceOf } from "./references";
import type { Resource } from "./resource";
import { taskDefinitionOf } from "./services";
import { known, readString, readStrings } from "./value";

const services = perGraph((graph) =>
  groupBy(ofKind(graph, "ecsService"), (service) => referenceKey(taskDefinitionOf(graph, service))),
);

/** ECS services of the stack that run a task definition. */
const servicesRunning = (graph: Graph, definition: Resource): readonly Resource[] =>
  services(graph).get(definition.urn) ?? [];

/** Where an ECS service starts its tasks by its own settings; `open` if these are unset, or not known to be another type. */
type Launch = "fargate" | "other" | "open";

/**
 * A service sets a launch type or capacity providers; without both, the default of the cluster decides.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
function launchOf(service: Resource): Launch {
  const type = readString(service, "launchType");
  if (type.kind === "known") return type.value === "FARGATE" ? "fargate" : "other";
  const providers = (strategyOf(service) ?? []).map(({ provider }) => provider);
  if (providers.some((provider) => /^FARGATE(_SPOT)?$/.test(provider ?? ""))) return "fargate";
  return providers.length === 0 || providers.includes(undefined) ? "open" : "other";
}

/** Whether an ECS service runs on Fargate by its own settings: launch type or capacity provider strategy. */
export const launchesOnFargate = (service: Resource): boolean => launchOf(service) === "fargate";

const isCompatible = (definition: Resource | undefined): boolean =>
  definition !== undefined && known(readStrings(definition, "requiresCompatibilities"))?.includes("FARGATE") === true;

/** Whether the tasks of an ECS service run on Fargate: by its own settings, or by its task definition if these are open. */
export function runsOnFargate(graph: Graph, service: Resource): boolean {
  const launch = launchOf(service);
  return launch === "open" ? isCompatible(resourceOf(taskDefinitionOf(graph, service))) : launch === "fargate";
}

/** Whether AWS validates a task definition for Fargate, or a service of the stack runs it there. */
export const isForFargate = (graph: Graph, definition: Resource): boolean =>
  isCompatible(definition) || servicesRunning(graph, definition).some(launchesOnFargate);
