import { discoveryServiceOf } from "../graph/apis";
import { runsOnFargate } from "../graph/fargate";
import { resourceOf, resourcesIn } from "../graph/references";
import { registeredWith } from "../graph/request-paths";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { httpsEgress, requiredEndpoints } from "../graph/task-endpoints";
import type { HttpsEgress } from "../graph/task-endpoints";
import { containersOf, runsNoTask } from "../graph/tasks";
import { subnetsOf } from "../graph/vpcs";
import { known, readNumber } from "../graph/value";
import { connect, pass } from "./context";
import { containerNeeds, tlsOf, toContainer } from "./encryption";
import type { Connection, Trace, TraceContext } from "./trace";
import { broken, connectedBy, everyOf, reached, step, undetermined, withUnknown } from "./trace";

/** Checks that a task can start: it gets its image, logs and secrets over HTTPS. An EC2 instance gets them by itself. */
function startTask(context: TraceContext, service: Resource, path: string | undefined): Trace {
  const { graph } = context;
  return pass(context, "task", service, [], () => {
    const { references, exact } = subnetsOf(graph, service);
    const definition = resourceOf(taskDefinitionOf(graph, service));
    const required = requiredEndpoints(definition && containersOf(definition));
    const subnets = exact ? resourcesIn(references) : [];
    const egress: HttpsEgress = runsOnFargate(graph, service)
      ? httpsEgress(graph, service, subnets, required)
      : { kind: "open" };
    if (egress.kind === "closed") {
      const wrong =
        egress.only === ""
          ? `no egress rule allows tasks of ECS service ${service.name} to reach image, logs and secrets on port 443`
          : `egress rules allow tasks of ECS service ${service.name} to reach only ${egress.only} on port 443`;
      const fix = "Add an egress rule for TCP 443 to the internet (through NAT) or to the VPC endpoints.";
      return broken("task", service, wrong, fix);
    }
    const open = [
      ...(egress.kind === "unknown" ? [egress.why] : []),
      ...(runsNoTask(graph, service)
        ? [`the number of tasks of ECS service ${service.name}, whose desired count is 0; set it to 1 or more`]
        : []),
    ];
    return withUnknown(reached({ service, path }), ...open.map((needs) => ({ ...step("task", service), needs })));
  });
}

/** A call to the tasks of an ECS service. */
interface TaskCall {
  /** The load balancer or V2 link that calls. */
  readonly from: Resource;
  /** The registered container port; undefined if it is unknown. */
  readonly port: number | undefined;
  readonly path: string | undefined;
  /** The resource whose addresses the tasks see, if these are not those of the caller. */
  readonly seen?: Resource;
  readonly connection: Connection;
}

/** Continues at the tasks of an ECS service. */
export function callTasks(context: TraceContext, service: Resource, call: TaskCall): Trace {
  const { from, port, path, seen, connection } = call;
  const definition = resourceOf(taskDefinitionOf(context.graph, service)) ?? service;
  const needs = containerNeeds(service, connection);
  const trace = pass(context, "service", service, [], () =>
    pass(context, "container", definition, [service], () =>
      port === undefined
        ? undetermined("container", service, `the container port that ECS service ${service.name} registers`)
        : connect(context, from, service, port, () => startTask(context, service, path), seen),
    ),
  );
  const open = needs === undefined ? [] : [{ ...step("container", definition), needs }];
  return withUnknown(connectedBy("container", connection, trace), ...open);
}

/** Continues at the tasks that Cloud Map lists for an integration. */
export function callDiscovered(context: TraceContext, link: Resource, integration: Resource, path: string): Trace {
  const discovery = discoveryServiceOf(context.graph, integration);
  if (discovery === undefined)
    return undetermined("discovery service", integration, "the Cloud Map service, which is not in the stack");
  return pass(context, "discovery service", discovery, [integration], () => {
    const services = registeredWith(context.graph, discovery);
    if (services.length === 0) {
      const wrong = `no ECS service in the stack registers with Cloud Map service ${discovery.name}`;
      return broken("discovery service", discovery, wrong, "Set serviceRegistries of the service.");
    }
    return everyOf(
      services.map((service) => {
        const port = known(readNumber(service, "serviceRegistries.containerPort"));
        const connection = toContainer(tlsOf(context.graph, integration));
        return callTasks(context, service, { from: link, port, path, connection });
      }),
    );
  });
}
