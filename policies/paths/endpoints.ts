import { attachedEndpoint } from "../graph/forwarding";
import { labelOf } from "../graph/label";
import { referenceKey } from "../graph/references";
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

function callEndpoint(context: TraceContext, call: EndpointCall, { attachment, endpoint, port }: Registered): Trace {
  const { balancer, group, seen, connection } = call;
  const [at, own] = [endpoint, group].map((resource) => referenceKey(vpcOf(context.graph, resource)));
  const next = () => {
    if (at !== undefined && own !== undefined && at !== own) {
      const wrong = `${labelOf(endpoint)} is in another VPC than target group ${group.name}, whose load balancer does not reach its addresses`;
      return broken("endpoint", endpoint, wrong, "Put the endpoint into the VPC of the load balancer.");
    }
    if (port === undefined) return undetermined("target group", attachment, `the port of ${attachment.name}`);
    const service = known(readString(endpoint, "serviceName")) ?? "its endpoint service";
    return connect(
      context,
      balancer,
      endpoint,
      port,
      () =>
        undetermined(
          "endpoint",
          endpoint,
          `what is behind ${service}, which is in another account, and whether its owner has accepted the endpoint (the request path is proved up to there)`,
        ),
      seen,
    );
  };
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
