import { balancerOf } from "../graph/load-balancers";
import { groupBy, ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { known, readNumber, readString } from "../graph/value";
import { notApplicable, violation } from "../rule";
import type { Rule } from "../rule";

/** AWS answers DuplicateListener. TCP and UDP on one port are two listeners. */
export const uniqueListenerPort: Rule = {
  id: "unique-listener-port",
  displayName: "Unique listener ports",
  description: "No two listeners of a load balancer have the same port and transport.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Give each listener of the balancer a port of its own.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
  tags: ["wiring", "listener"],
  hop: "listener",
  check: (graph) => {
    const listeners = ofKind(graph, "listener");
    if (listeners.length === 0) return notApplicable("the stack has no listener");
    const slots = groupBy(listeners, (listener) => {
      const [balancer, port] = [referenceKey(balancerOf(graph, listener)), known(readNumber(listener, "port"))];
      const transport = known(readString(listener, "protocol")) === "UDP" ? "udp" : "tcp";
      return balancer === undefined || port === undefined ? undefined : `${port} ${transport} ${balancer}`;
    });
    return [...slots.values()].flatMap(([first, ...others]) =>
      others.map((listener) =>
        violation(
          listener,
          `listener ${listener.name} has the port of ${first?.name ?? ""} on the same balancer`,
          `Give ${listener.name} a free port.`,
        ),
      ),
    );
  },
};
