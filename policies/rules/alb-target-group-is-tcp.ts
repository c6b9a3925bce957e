import { resourceRule } from "../resource-rule";
import { listenersOf } from "../graph/load-balancers";
import { albsBehind, attachmentsOf } from "../graph/forwarding";
import { known, read, readNumber, readString } from "../graph/value";
import { violation } from "../rule";

export const albTargetGroupIsTcp = resourceRule({
  id: "alb-target-group-is-tcp",
  displayName: "Target groups of ALBs",
  description:
    "A target group of type alb speaks TCP, checks by HTTP or HTTPS, and has the port of a listener of its ALB.",
  severity: "critical",
  remediation:
    "Set protocol TCP, a health check of protocol HTTP, and the port of the ALB listener, in the group and in its attachment.",
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
    const ports = [group, ...attachmentsOf(graph, group)].flatMap((one) => known(readNumber(one, "port")) ?? []);
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
              `target group ${group.name} of type alb is checked by ${check ?? "TCP"}`,
              "Set healthCheck.protocol to HTTP.",
            ),
          ]),
      ...wrong.map((port) =>
        violation(
          group,
          `port ${port} of ${group.name} is no listener of its ALB, which listens on ${listening.join(", ")}`,
          "Take the port of the ALB's listener.",
        ),
      ),
    ];
  },
});
