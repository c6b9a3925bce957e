import { discoveryServiceOf } from "../graph/apis";
import { openingsAtPort } from "../graph/admits";
import { group, ofKind, perGraph } from "../graph/graph";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { known, readNumber } from "../graph/value";
import type { Journey } from "./journey";
import { connect, pass } from "./journey";
import type { Walk } from "./walk";
import { arrive, assuming, everyOf, lost, stop } from "./walk";

const httpsPort = 443;

/** What a task does before its own code runs: image, logs and secrets, all over HTTPS. */
function startTask(journey: Journey, service: Resource, path: string | undefined): Walk {
  return pass(journey, "task", service, [], () => {
    if (openingsAtPort(journey.graph, service, "egress", httpsPort)?.length === 0) {
      const wrong = `no rule lets tasks of ${service.name} out on port ${httpsPort}, to image, logs and secrets`;
      return stop("task", service, wrong, "Add an egress rule to the internet by NAT, or to the VPC's endpoints.");
    }
    const idle = known(readNumber(service, "desiredCount")) === 0;
    return assuming(
      arrive({ service, path }),
      ...(idle ? [`tasks of ${service.name} are started: its desired count is 0`] : []),
    );
  });
}

/**
 * The tasks of an ECS service, called at the container's port.
 *
 * @param from - the balancer or V2 link whose group calls
 * @param port - container port that is registered; undefined where the stack does not tell
 */
export function callTasks(
  journey: Journey,
  from: Resource,
  service: Resource,
  port: number | undefined,
  path: string | undefined,
): Walk {
  const definition = resourceOf(taskDefinitionOf(journey.graph, service)) ?? service;
  return pass(journey, "service", service, [], () =>
    pass(journey, "container", definition, [service], () =>
      port === undefined
        ? lost("container", service, `the container port that ${service.name} registers`)
        : connect(journey, from, service, port, () => startTask(journey, service, path)),
    ),
  );
}

const registered = perGraph((graph) =>
  group(ofKind(graph, "ecsService"), (service) =>
    referenceKey(resolve(graph, service, "serviceRegistries.registryArn", "discoveryService")),
  ),
);

/** The instances that Cloud Map lists for an integration. */
export function callDiscovered(journey: Journey, link: Resource, integration: Resource, path: string): Walk {
  const discovery = discoveryServiceOf(journey.graph, integration);
  if (discovery === undefined)
    return lost("discovery service", integration, "the Cloud Map service, which is not in the stack");
  return pass(journey, "discovery service", discovery, [integration], () => {
    const services = registered(journey.graph).get(discovery.urn) ?? [];
    if (services.length === 0) {
      const wrong = `no ECS service of the stack registers in ${discovery.name}`;
      return stop("discovery service", discovery, wrong, "Set serviceRegistries of the service.");
    }
    return everyOf(
      services.map((service) => {
        const port = known(readNumber(service, "serviceRegistries.containerPort"));
        return callTasks(journey, link, service, port, path);
      }),
    );
  });
}
