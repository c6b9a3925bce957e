import { resourceRule } from "../resource-rule";
import { listenersOf } from "../graph/load-balancers";
import { albsBehind, attachmentsOf } from "../graph/forwarding";
import { known, read, readNumber, readString } from "../graph/value";
import { violation } from "../rule";

export const albTargetGroupIsTcp = resourceRule({
  id: "alb-target-group-is-tcp",
  displayName: "Target groups of type alb",
  description:
    "A target group of type alb uses TCP, an HTTP or HTTPS health check, and the port of a listener of its ALB.",
  severity: "critical",
  remediation:
    "Set protocol to TCP and healthCheck.protocol to HTTP, and use the port of the ALB's listener in the target group and its attachment.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
  tags: ["wiring", "balancer"],
  hop: "target group",
  kinds: ["targetGroup"],
  about: (_, group) => known(readString(group, "targetType")) === "alb",
  none: "the stack has no target group of type alb",
  judge: (graph, group) => {
    const protocol = known(readString(group, "protocol"));
    const check = known(readString(group, "healthCheck.protocol"));
    const open = read(group, "healthCheck.protocol").kind === "unknown";
    const ports = [group, ...attachmentsOf(graph, group)].flatMap(
      (resource) => known(readNumber(resource, "port")) ?? [],
    );
    const listening = albsBehind(graph, group)
      .flatMap((alb) => listenersOf(graph, alb))
      .flatMap((listener) => known(readNumber(listener, "port")) ?? []);
    const wrong = listening.length === 0 ? [] : ports.filter((port) => !listening.includes(port));
    return [
      ...(protocol === "TCP"
        ? []
        : [
            violation(
              group,
              `target group ${group.name} of type alb has protocol ${protocol ?? "none"}`,
              "Set protocol to TCP.",
            ),
          ]),
      ...(open || check === "HTTP" || check === "HTTPS"
        ? []
        : [
            violation(
              group,
              `target group ${group.name} of type alb has a ${check ?? "TCP"} health check`,
              "Set healthCheck.protocol to HTTP.",
            ),
          ]),
      ...wrong.map((port) =>
        violation(
          group,
          `target group ${group.name} uses port ${port}, but its ALB listens on ${listening.join(", ")}`,
          `Set port to ${listening.join(" or ")}.`,
        ),
      ),
    ];
  },
});
