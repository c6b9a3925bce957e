import { discoveryServiceOf } from "../graph/apis";
import { openingsAtPort } from "../graph/security-group-access";
import { groupBy, ofKind, perGraph } from "../graph/graph";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { known, readNumber } from "../graph/value";
import { connect, pass } from "./context";
import type { Trace, TraceContext } from "./trace";
import { reached, assuming, everyOf, undetermined, broken } from "./trace";

const httpsPort = 443;

/** Checks that a task can start: it gets its image, logs and secrets over HTTPS. */
function startTask(context: TraceContext, service: Resource, path: string | undefined): Trace {
  return pass(context, "task", service, [], () => {
    if (openingsAtPort(context.graph, service, "egress", httpsPort)?.length === 0) {
      const wrong = `no egress rule allows tasks of ECS service ${service.name} to reach image, logs and secrets on port ${httpsPort}`;
      return broken(
        "task",
        service,
        wrong,
        "Add an egress rule for TCP 443 to the internet (through NAT) or to the VPC endpoints.",
      );
    }
    const stopped = known(readNumber(service, "desiredCount")) === 0;
    return assuming(
      reached({ service, path }),
      ...(stopped ? [`tasks of ECS service ${service.name} are running, although its desired count is 0`] : []),
    );
  });
}

/**
 * Continues at the tasks of an ECS service.
 *
 * @param from - the load balancer or V2 link that calls
 * @param port - the registered container port; undefined if it is unknown
 */
export function callTasks(
  context: TraceContext,
  from: Resource,
  service: Resource,
  port: number | undefined,
  path: string | undefined,
): Trace {
  const definition = resourceOf(taskDefinitionOf(context.graph, service)) ?? service;
  return pass(context, "service", service, [], () =>
    pass(context, "container", definition, [service], () =>
      port === undefined
        ? undetermined("container", service, `the container port that ECS service ${service.name} registers`)
        : connect(context, from, service, port, () => startTask(context, service, path)),
    ),
  );
}

const registered = perGraph((graph) =>
  groupBy(ofKind(graph, "ecsService"), (service) =>
    referenceKey(resolve(graph, service, "serviceRegistries.registryArn", "discoveryService")),
  ),
);

/** Continues at the tasks that Cloud Map lists for an integration. */
export function callDiscovered(context: TraceContext, link: Resource, integration: Resource, path: string): Trace {
  const discovery = discoveryServiceOf(context.graph, integration);
  if (discovery === undefined)
    return undetermined("discovery service", integration, "the Cloud Map service, which is not in the stack");
  return pass(context, "discovery service", discovery, [integration], () => {
    const services = registered(context.graph).get(discovery.urn) ?? [];
    if (services.length === 0) {
      const wrong = `no ECS service in the stack registers with Cloud Map service ${discovery.name}`;
      return broken("discovery service", discovery, wrong, "Set serviceRegistries of the service.");
    }
    return everyOf(
      services.map((service) => {
        const port = known(readNumber(service, "serviceRegistries.containerPort"));
        return callTasks(context, link, service, port, path);
      }),
    );
  });
}
