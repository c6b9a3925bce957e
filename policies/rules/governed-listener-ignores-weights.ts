import { resourceRule } from "../resource-rule";
import { primaryGroupsOf, servicesOf, targetGroupsOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { candidates, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { shifterOf, shiftsOf } from "../graph/traffic-shifts";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

const servicesBehind = (graph: Graph, forwarder: Resource): readonly Resource[] =>
  resourcesIn(targetGroupsOf(graph, forwarder).references).flatMap((group) => servicesOf(graph, group));

const propertyOf = (forwarder: Resource) => (isKind(forwarder, "listener") ? "defaultActions" : "actions");

/** What manages the actions of a listener or listener rule; undefined if nothing does. */
function managerOf(graph: Graph, forwarder: Resource, services: readonly Resource[]): string | undefined {
  const { by, unnamed } = shiftsOf(graph);
  return by.get(forwarder.urn) ?? services.find(({ urn }) => unnamed.has(urn))?.name;
}

/** Whether changes of the actions are ignored, those of all properties, or none of both. */
function ignoredAt(forwarder: Resource): "actions" | "everything" | "nothing" {
  const property = propertyOf(forwarder);
  if (forwarder.ignoreChanges.includes("*")) return "everything";
  return forwarder.ignoreChanges.some((path) => /^(\w+)/.exec(path)?.[1] === property) ? "actions" : "nothing";
}

/**
 * Whether a service leaves its strategy: tasks replace each other one by one, in all target groups of the listener or
 * rule, whose weights stay as the last deployment left them.
 */
function isLeft(graph: Graph, forwarder: Resource, services: readonly Resource[]): boolean {
  const named = [
    ...resourcesIn(targetGroupsOf(graph, forwarder).references),
    // While changes are ignored, the actions may be older than the program, whose dependencies the engine records.
    ...candidates(graph, forwarder, propertyOf(forwarder), "targetGroup"),
  ];
  const wanted = new Set(named.map(({ urn }) => urn));
  return services.some((service) => {
    if (shifterOf(service) !== "none") return false;
    const registered = new Set(resourcesIn(primaryGroupsOf(graph, service).references).map(({ urn }) => urn));
    return wanted.size > 1 && [...wanted].every((urn) => registered.has(urn));
  });
}

function judgeManaged(forwarder: Resource, manager: string): readonly Finding[] {
  const ignored = ignoredAt(forwarder);
  const property = propertyOf(forwarder);
  if (ignored === "actions") return [];
  const wrong =
    ignored === "nothing"
      ? `deployments of ${manager} manage the weights of ${forwarder.name}, and the next update would reset them`
      : `${forwarder.name} ignores all changes, although deployments of ${manager} manage only its ${property}; other changes in the program have no effect`;
  return [violation(forwarder, wrong, `Set ignoreChanges: ["${property}"].`)];
}

function judgeUnmanaged(graph: Graph, forwarder: Resource, services: readonly Resource[]): readonly Finding[] {
  if (ignoredAt(forwarder) === "nothing" || isLeft(graph, forwarder, services)) return [];
  const property = propertyOf(forwarder);
  const open = services.find(
    (service) => shiftsOf(graph).undetermined.has(service.urn) || shifterOf(service) === "other",
  );
  if (open !== undefined)
    return [undetermined(forwarder, `whether deployments of ECS service ${open.name} manage ${labelOf(forwarder)}`)];
  const wrong = `${forwarder.name} ignores changes of its ${property}, but no blue/green deployment manages them; changes in the program have no effect`;
  return [violation(forwarder, wrong, `Remove ${property} from ignoreChanges.`)];
}

export const governedListenerIgnoresWeights = resourceRule({
  id: "governed-listener-ignores-weights",
  displayName: "Actions managed by blue/green deployments",
  description:
    "A listener or listener rule uses ignoreChanges on exactly its actions if and only if blue/green, linear or canary deployments manage their weights.",
  remediation:
    "Set ignoreChanges on the actions of the listeners and listener rules that services name for their deployments, and on no others.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
  tags: ["safety", "balancer"],
  kinds: ["listener", "listenerRule"],
  about: (graph, forwarder) => shiftsOf(graph).by.has(forwarder.urn) || servicesBehind(graph, forwarder).length > 0,
  none: "no listener forwards to an ECS service in the stack",
  judge: (graph, forwarder) => {
    const services = servicesBehind(graph, forwarder);
    const manager = managerOf(graph, forwarder, services);
    return manager === undefined ? judgeUnmanaged(graph, forwarder, services) : judgeManaged(forwarder, manager);
  },
});
