import { resourceRule } from "../resource-rule";
import { servicesOf, targetGroupsOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { shifterOf, shiftsOf } from "../graph/traffic-shifts";
import { undetermined, violation } from "../rule";

const servicesBehind = (graph: Graph, forwarder: Resource): readonly Resource[] =>
  resourcesIn(targetGroupsOf(graph, forwarder).references).flatMap((group) => servicesOf(graph, group));

/** What manages the actions of a listener or listener rule; undefined if nothing does. */
function managerOf(graph: Graph, forwarder: Resource, services: readonly Resource[]): string | undefined {
  const { by, unnamed } = shiftsOf(graph);
  return by.get(forwarder.urn) ?? services.find(({ urn }) => unnamed.has(urn))?.name;
}

export const governedListenerIgnoresWeights = resourceRule({
  id: "governed-listener-ignores-weights",
  displayName: "Actions managed by blue/green deployments",
  description:
    "A listener or listener rule uses ignoreChanges on its actions if and only if a blue/green deployment manages their weights.",
  remediation:
    "Set ignoreChanges on the actions of the listeners and listener rules that blue/green services name, and on no others.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
  tags: ["safety", "balancer"],
  kinds: ["listener", "listenerRule"],
  about: (graph, forwarder) => shiftsOf(graph).by.has(forwarder.urn) || servicesBehind(graph, forwarder).length > 0,
  none: "no listener forwards to an ECS service in the stack",
  judge: (graph, forwarder) => {
    const property = isKind(forwarder, "listener") ? "defaultActions" : "actions";
    const ignores = forwarder.ignoreChanges.some((path) => path === "*" || path.startsWith(property));
    const services = servicesBehind(graph, forwarder);
    const manager = managerOf(graph, forwarder, services);
    if (ignores === (manager !== undefined)) return [];
    if (manager !== undefined) {
      return [
        violation(
          forwarder,
          `deployments of ${manager} manage the weights of ${forwarder.name}, and the next update would reset them`,
          `Set ignoreChanges: ["${property}"].`,
        ),
      ];
    }
    const open = services.find(
      (service) => shiftsOf(graph).undetermined.has(service.urn) || shifterOf(service) === "other",
    );
    if (open !== undefined) {
      return [undetermined(forwarder, `whether deployments of ECS service ${open.name} manage ${labelOf(forwarder)}`)];
    }
    return [
      violation(
        forwarder,
        `${forwarder.name} ignores changes of its ${property}, but no blue/green deployment manages them; changes in the program have no effect`,
        `Remove ${property} from ignoreChanges.`,
      ),
    ];
  },
});
