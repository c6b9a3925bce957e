import { resourceRule } from "../resource-rule";
import { listenersOf, protocolOfListener } from "../graph/load-balancers";
import { albsBehind, attachmentsOf } from "../graph/forwarding";
import type { Graph } from "../graph/graph";
import { healthCheckOf } from "../graph/health-checks";
import type { Resource } from "../graph/resource";
import { known, readNumber, readString } from "../graph/value";
import { violation } from "../rule";
import type { Finding } from "../rule";

const listenersBehind = (graph: Graph, group: Resource) =>
  albsBehind(graph, group).flatMap((alb) => listenersOf(graph, alb));

const listeningPorts = (graph: Graph, group: Resource): readonly number[] =>
  listenersBehind(graph, group).flatMap((listener) => known(readNumber(listener, "port")) ?? []);

/**
 * The health check goes through a listener of the ALB, so protocol and port have to be those of a listener.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
function judgeCheck(graph: Graph, group: Resource): readonly Finding[] {
  const check = healthCheckOf(group);
  const port = check.port === "traffic" ? known(readNumber(group, "port")) : check.port;
  if (check.protocol === undefined) return [];
  if (check.protocol !== "HTTP" && check.protocol !== "HTTPS") {
    const wrong = `target group ${group.name} of type alb has a ${check.protocol} health check`;
    return [violation(group, wrong, "Set healthCheck.protocol to HTTP or HTTPS, as the listener of the ALB.")];
  }
  const checked = listenersBehind(graph, group).filter((listener) => known(readNumber(listener, "port")) === port);
  const protocols = checked.map(protocolOfListener);
  if (checked.length === 0 || protocols.includes(undefined) || protocols.includes(check.protocol)) {
    return check.port === "traffic" || checked.length > 0 ? [] : unusedPort(graph, group, check.port);
  }
  const served = protocols[0] ?? "HTTPS";
  return [
    violation(
      group,
      `the health check of target group ${group.name} uses ${check.protocol}, but listener ${checked[0]?.name ?? ""} of its ALB uses ${served} at port ${port ?? ""}`,
      `Set healthCheck.protocol to ${served}.`,
    ),
  ];
}

/** A health check at a port of its own that no listener of the ALB has. */
function unusedPort(graph: Graph, group: Resource, port: number | undefined): readonly Finding[] {
  const listening = listeningPorts(graph, group);
  if (port === undefined || listening.length === 0) return [];
  const wrong = `the health check of target group ${group.name} uses port ${port}, but its ALB listens on ${listening.join(", ")}`;
  return [violation(group, wrong, `Set healthCheck.port to "traffic-port" or ${listening.join(" or ")}.`)];
}

export const albTargetGroupIsTcp = resourceRule({
  id: "alb-target-group-is-tcp",
  displayName: "Target groups of type alb",
  description:
    "A target group of type alb uses TCP, a health check with the protocol of a listener of its ALB, and the port of that listener.",
  severity: "critical",
  remediation:
    "Set protocol to TCP and healthCheck.protocol to that of the ALB's listener, and use the port of the listener in the target group and its attachment.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  about: (_, group) => known(readString(group, "targetType")) === "alb",
  none: "the stack has no target group of type alb",
  judge: (graph, group) => {
    const protocol = readString(group, "protocol");
    const ports = [group, ...attachmentsOf(graph, group)].flatMap(
      (resource) => known(readNumber(resource, "port")) ?? [],
    );
    const listening = listeningPorts(graph, group);
    const wrong = listening.length === 0 ? [] : ports.filter((port) => !listening.includes(port));
    const stated = protocol.kind === "known" ? protocol.value : "none";
    return [
      ...(protocol.kind === "unknown" || stated === "TCP"
        ? []
        : [violation(group, `target group ${group.name} of type alb has protocol ${stated}`, "Set protocol to TCP.")]),
      ...judgeCheck(graph, group),
      ...[...new Set(wrong)].map((port) =>
        violation(
          group,
          `target group ${group.name} uses port ${port}, but its ALB listens on ${listening.join(", ")}`,
          `Set port to ${listening.join(" or ")}.`,
        ),
      ),
    ];
  },
});
