import { resourceRule } from "../resource-rule";
import { servicesOf, targetGroupsOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { isKind } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { violation } from "../rule";

/** Whether ECS or CodeDeploy, not this program, shifts the traffic of a service during a deployment. */
function isGoverned(service: Resource): boolean {
  const controller = known(readString(service, "deploymentController.type"));
  const strategy = known(readString(service, "deploymentConfiguration.strategy"));
  return controller === "CODE_DEPLOY" || (strategy !== undefined && strategy !== "ROLLING");
}

const servicesBehind = (graph: Graph, forwarder: Resource): readonly Resource[] =>
  resourcesIn(targetGroupsOf(graph, forwarder).references).flatMap((group) => servicesOf(graph, group));

export const governedListenerIgnoresWeights = resourceRule({
  id: "governed-listener-ignores-weights",
  displayName: "Actions managed by blue/green deployments",
  description:
    "A listener or listener rule uses ignoreChanges on its actions if and only if a blue/green deployment manages their weights.",
  remediation:
    "Set ignoreChanges on the actions of listeners and listener rules of blue/green services, and on no others.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
  tags: ["safety", "balancer"],
  kinds: ["listener", "listenerRule"],
  about: (graph, forwarder) => servicesBehind(graph, forwarder).length > 0,
  none: "no listener forwards to an ECS service in the stack",
  judge: (graph, forwarder) => {
    const property = isKind(forwarder, "listener") ? "defaultActions" : "actions";
    const ignores = forwarder.ignoreChanges.some((path) => path === "*" || path.startsWith(property));
    const governed = servicesBehind(graph, forwarder).find(isGoverned);
    if (ignores === (governed !== undefined)) return [];
    return [
      governed === undefined
        ? violation(
            forwarder,
            `${forwarder.name} ignores changes of its ${property}, but no blue/green deployment manages them; changes in the program have no effect`,
            `Remove ${property} from ignoreChanges.`,
          )
        : violation(
            forwarder,
            `deployments of ${governed.name} manage the weights of ${forwarder.name}, and the next update would reset them`,
            `Set ignoreChanges: ["${property}"].`,
          ),
    ];
  },
});
