import { balancerOf } from "../graph/load-balancers";
import { groupBy, ofKind } from "../graph/graph";
import { referenceKey } from "../graph/references";
import { known, readNumber, readString } from "../graph/value";
import { notApplicable, violation } from "../rule";
import type { Rule } from "../rule";

/** AWS rejects a duplicate with DuplicateListener. TCP and UDP on one port are different listeners. */
export const uniqueListenerPort: Rule = {
  id: "unique-listener-port",
  displayName: "Unique listener ports",
  description: "No two listeners of a load balancer have the same port and transport protocol.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Give each listener of the load balancer its own port.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
  tags: ["wiring", "listener"],
  hop: "listener",
  check: (graph) => {
    const listeners = ofKind(graph, "listener");
    if (listeners.length === 0) return notApplicable("the stack has no listener");
    const byPort = groupBy(listeners, (listener) => {
      const [balancer, port] = [referenceKey(balancerOf(graph, listener)), known(readNumber(listener, "port"))];
      const transport = known(readString(listener, "protocol")) === "UDP" ? "udp" : "tcp";
      return balancer === undefined || port === undefined ? undefined : `${port} ${transport} ${balancer}`;
    });
    return [...byPort.values()].flatMap(([first, ...others]) =>
      others.map((listener) =>
        violation(
          listener,
          `listener ${listener.name} has the same port as ${first?.name ?? ""} on the same load balancer`,
        ),
      ),
    );
  },
};
