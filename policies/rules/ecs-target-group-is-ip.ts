import { resourceRule } from "../resource-rule";
import { targetGroupsOf } from "../graph/forwarding";
import { resourcesIn } from "../graph/references";
import { known, read, readString } from "../graph/value";
import { violation } from "../rule";

export const ecsTargetGroupIsIp = resourceRule({
  id: "ecs-target-group-is-ip",
  displayName: "Target groups of tasks take addresses",
  description: "Tasks with network interfaces of their own register by IP address.",
  remediation: "Set targetType to ip; the target group is replaced.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
  tags: ["wiring", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  about: (_, service) => known(readString(service, "launchType")) === "FARGATE",
  none: "no Fargate service registers in a target group",
  judge: (graph, service) =>
    resourcesIn(targetGroupsOf(graph, service).references)
      .filter(
        (group) =>
          (known(readString(group, "targetType")) ?? "instance") !== "ip" &&
          read(group, "targetType").kind !== "unknown",
      )
      .map((group) =>
        violation(
          service,
          `${service.name} registers in ${group.name}, whose target type is ${known(readString(group, "targetType")) ?? "instance"}`,
          "Set targetType to ip.",
        ),
      ),
});
