import { isIP } from "node:net";
import { defaultEndpointType } from "../graph/aws-defaults";
import { attachedEndpoint } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { targetTypeOf } from "../graph/health-checks";
import { labelOf } from "../graph/label";
import { candidates, referenceKey } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readNumber, readString } from "../graph/value";
import { vpcOf } from "../graph/vpcs";
import { connect, pass } from "./context";
import type { Target } from "./health";
import { whenHealthy } from "./health";
import type { Connection, Trace, TraceContext } from "./trace";
import { broken, connectedBy, everyOf, undetermined } from "./trace";

/** A call of a load balancer to the addresses that are registered in one of its target groups. */
interface EndpointCall extends Pick<Target, "balancer" | "group" | "seen"> {
  readonly connection: Connection;
}

/** An endpoint and its address in a target group; the addresses of one endpoint with the same port are one entry. */
interface Registered {
  readonly attachment: Resource;
  readonly endpoint: Resource;
  readonly port: number | undefined;
}

function registeredIn({ graph }: TraceContext, group: Resource, attachments: readonly Resource[]) {
  const all = attachments.flatMap((attachment): readonly Registered[] => {
    const endpoint = attachedEndpoint(graph, attachment);
    const port = known(readNumber(attachment, "port")) ?? known(readNumber(group, "port"));
    return endpoint === undefined ? [] : [{ attachment, endpoint, port }];
  });
  return all.length === attachments.length
    ? [...new Map(all.map((entry) => [`${entry.endpoint.urn} ${String(entry.port)}`, entry])).values()]
    : [];
}

/**
 * What is wrong with the address of an endpoint as a target, whatever the load balancer is. The words of AWS: "Instance
 * ID '10.0.0.1' is not valid", "The IP address '...' is not a valid IPv4 address". Sources:
 * https://github.com/ansible/ansible/issues/30962, https://github.com/ansible-collections/community.aws/issues/1441;
 * only interface endpoints have addresses: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
function refusedTarget(group: Resource, { attachment, endpoint }: Registered): Trace | undefined {
  const type = targetTypeOf(group);
  if (type !== undefined && type !== "ip") {
    const wrong = `target group ${group.name} has target type ${type}, and ${attachment.name} registers an address of ${labelOf(endpoint)}`;
    return broken("target group", group, wrong, "Set targetType to ip; this replaces the target group.");
  }
  const kind = readString(endpoint, "vpcEndpointType");
  const endpointType = kind.kind === "absent" ? defaultEndpointType : known(kind);
  if (endpointType !== undefined && endpointType !== "Interface") {
    const wrong = `${labelOf(endpoint)} is of type ${endpointType}, which has no address that a load balancer can call`;
    return broken("endpoint", endpoint, wrong, "Set vpcEndpointType to Interface.");
  }
  const address = known(readString(attachment, "targetId"));
  if (address === undefined || isIP(address) !== 0) return undefined;
  const wrong = `${attachment.name} registers ${address} of ${labelOf(endpoint)}, which is no IP address`;
  return broken("target group", attachment, wrong, "Register the addresses in subnetConfigurations of the endpoint.");
}

/** Only endpoint services of customers have such a name, and an owner who accepts endpoints. */
const isOfCustomer = (service: string) => service.includes(".vpce-svc-");

function whatIsBehind(graph: Graph, endpoint: Resource): string {
  const service = known(readString(endpoint, "serviceName"));
  const inStack = candidates(graph, endpoint, "serviceName", "endpointService")[0];
  if (inStack !== undefined) return `what is behind ${labelOf(inStack)}`;
  if (service === undefined) return `what is behind ${labelOf(endpoint)}`;
  return isOfCustomer(service)
    ? `what is behind ${service}, which is in another account, and whether its owner has accepted the endpoint`
    : `what ${service} answers`;
}

function callEndpoint(context: TraceContext, call: EndpointCall, registered: Registered): Trace {
  const { balancer, group, seen, connection } = call;
  const { attachment, endpoint, port } = registered;
  const [at, own] = [endpoint, group].map((resource) => referenceKey(vpcOf(context.graph, resource)));
  const next = () => {
    if (at !== undefined && own !== undefined && at !== own) {
      const wrong = `${labelOf(endpoint)} is in another VPC than target group ${group.name}, whose load balancer does not reach its addresses`;
      return broken("endpoint", endpoint, wrong, "Put the endpoint into the VPC of the load balancer.");
    }
    if (port === undefined) return undetermined("target group", attachment, `the port of ${attachment.name}`);
    const needs = `${whatIsBehind(context.graph, endpoint)} (the request path is proved up to there)`;
    return connect(context, balancer, endpoint, port, () => undetermined("endpoint", endpoint, needs), seen);
  };
  const refused = refusedTarget(group, registered);
  if (refused !== undefined) return refused;
  return connectedBy(
    "endpoint",
    connection,
    pass(context, "endpoint", endpoint, [attachment], () =>
      whenHealthy(context, { balancer, group, target: endpoint, port, seen }, next),
    ),
  );
}

/**
 * Continues at the interface endpoints whose addresses a target group has; undefined if an address is not that of an
 * endpoint of the stack. What is behind them belongs to the owners of their services.
 */
export function callEndpoints(
  context: TraceContext,
  attachments: readonly Resource[],
  call: EndpointCall,
): Trace | undefined {
  const registered = registeredIn(context, call.group, attachments);
  return registered.length === 0 ? undefined : everyOf(registered.map((entry) => callEndpoint(context, call, entry)));
}
