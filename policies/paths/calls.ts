import { usersOfGroup } from "../graph/egress";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { accessBetween, groupsOf, openingsAtPort } from "../graph/security-group-access";
import { connectNamespace, connectPorts } from "../graph/service-connect";
import { isSet } from "../graph/value";
import { sameVpc } from "../graph/vpcs";
import { callTasks } from "./tasks";
import type { Trace, TraceContext, Unknown } from "./trace";
import { broken, step, withUnknown } from "./trace";

/** A call of the tasks of an ECS service, at a container port. */
export interface Call {
  readonly server: Resource;
  readonly port: number;
}

/**
 * Whether a caller is meant by an ingress rule that names its security group. Others may have the group too; then only
 * an egress rule shows which of them calls.
 */
const isMeant = (graph: Graph, caller: Resource, { server, port }: Call, group: string) =>
  usersOfGroup(graph, group).every((user) => user === caller) ||
  accessBetween(graph, caller, "egress", server, port).kind !== "no";

/** ECS services of the same namespace of Service Connect whose ingress rules name a security group of the caller. */
export function calledServices(graph: Graph, caller: Resource): readonly Call[] {
  const namespace = connectNamespace(graph, caller);
  if (namespace === undefined) return [];
  const { keys } = groupsOf(graph, caller);
  const servers = ofKind(graph, "ecsService").filter(
    (server) => server !== caller && connectNamespace(graph, server) === namespace,
  );
  return servers.flatMap((server) =>
    connectPorts(graph, server).flatMap((endpoint): readonly Call[] => {
      if (endpoint.kind !== "port") return [];
      const { openings } = openingsAtPort(graph, server, "ingress", endpoint.port);
      const call = { server, port: endpoint.port };
      const named = openings.flatMap(({ groups }) => groups.filter((group) => keys.includes(group)));
      return named.some((group) => isMeant(graph, caller, call, group)) ? [call] : [];
    }),
  );
}

/** How tasks find the called ones: by an endpoint of Service Connect in one namespace, or by Cloud Map. */
function discovery({ graph }: TraceContext, caller: Resource, { server, port }: Call): readonly Unknown[] {
  const namespace = connectNamespace(graph, caller);
  const isShared = namespace !== undefined && namespace === connectNamespace(graph, server);
  const hasEndpoint = connectPorts(graph, server).some((one) => one.kind === "port" && one.port === port);
  if ((isShared && hasEndpoint) || isSet(server, "serviceRegistries")) return [];
  const needs = `how tasks of ECS service ${caller.name} find those of ${server.name}: no Service Connect endpoint at port ${port} in one namespace, and no Cloud Map service`;
  return [{ ...step("discovery service", server), needs }];
}

function inOtherVpc({ graph }: TraceContext, caller: Resource, { server }: Call): readonly Unknown[] {
  const vpcs = sameVpc(graph, caller, server);
  if (vpcs.kind === "same") return [];
  const needs =
    vpcs.kind === "undetermined" ? vpcs.why : `a route from VPC ${vpcs.left} to VPC ${vpcs.right}, and one back`;
  return [{ ...step("service", server), needs }];
}

/** Traces a call between ECS services: its name, the security groups in both directions, and the called tasks. */
export function callService(context: TraceContext, caller: Resource, call: Call): Trace {
  const { server, port } = call;
  const unnamed = connectPorts(context.graph, server).find((endpoint) => endpoint.kind === "unnamed");
  if (unnamed?.kind === "unnamed") {
    const wrong = `Service Connect of ECS service ${server.name} names port ${unnamed.name}, and no port mapping of its task definition has that name`;
    return broken("container", server, wrong, `Name a port mapping ${unnamed.name} in the task definition.`);
  }
  const trace = callTasks(context, server, {
    from: caller,
    port,
    path: undefined,
    connection: { encryption: "unknown" },
  });
  return withUnknown(trace, ...discovery(context, caller, call), ...inOtherVpc(context, caller, call));
}
