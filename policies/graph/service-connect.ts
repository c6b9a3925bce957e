import type { Graph } from "./graph";
import { referenceKey, resolve, resourceOf } from "./references";
import type { Resource } from "./resource";
import { taskDefinitionOf } from "./services";
import { containersOf } from "./tasks";
import { known, readBoolean, readElements, readNumber, readString } from "./value";

const configuration = "serviceConnectConfiguration";

/** Key of the namespace in which an ECS service uses Service Connect; undefined if it does not, or if it is unknown. */
export function connectNamespace(graph: Graph, service: Resource): string | undefined {
  if (known(readBoolean(service, `${configuration}.enabled`)) !== true) return undefined;
  return referenceKey(resolve(graph, service, `${configuration}.namespace`, "httpNamespace", "privateDnsNamespace"));
}

/** A port at which tasks take calls through Service Connect. `unnamed`: no port mapping has the name. */
export type ConnectPort =
  | { readonly kind: "port"; readonly port: number }
  | { readonly kind: "unnamed"; readonly name: string }
  | { readonly kind: "unknown"; readonly why: string };

/**
 * Ports at which the proxy of an ECS service listens: the container port, unless the service overrides it.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export function connectPorts(graph: Graph, service: Resource): readonly ConnectPort[] {
  const definition = resourceOf(taskDefinitionOf(graph, service));
  const containers = definition && containersOf(definition);
  const mappings = containers?.flatMap(({ portMappings }) => portMappings ?? []);
  return (known(readElements(service, `${configuration}.services`)) ?? []).map((at): ConnectPort => {
    const name = known(readString(service, `${at}.portName`));
    const override = known(readNumber(service, `${at}.ingressPortOverride`));
    if (override !== undefined) return { kind: "port", port: override };
    if (mappings === undefined || name === undefined)
      return { kind: "unknown", why: `the containers of ECS service ${service.name}` };
    const port = mappings.find((mapping) => mapping.name === name)?.containerPort;
    return port === undefined ? { kind: "unnamed", name } : { kind: "port", port };
  });
}
