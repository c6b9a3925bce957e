import { resourceRule } from "../resource-rule";
import { runsOnFargate } from "../graph/fargate";
import { targetGroupsOf } from "../graph/forwarding";
import { targetTypeOf } from "../graph/health-checks";
import { resourcesIn } from "../graph/references";
import { violation } from "../rule";

export const ecsTargetGroupIsIp = resourceRule({
  id: "ecs-target-group-is-ip",
  displayName: "Target groups of Fargate tasks use IP targets",
  description: "Fargate tasks have their own network interfaces and register by IP address.",
  remediation: "Set targetType to ip; this replaces the target group.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
  tags: ["wiring", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  about: runsOnFargate,
  none: "the stack has no ECS service on Fargate",
  judge: (graph, service) =>
    resourcesIn(targetGroupsOf(graph, service).references)
      .filter((group) => !["ip", undefined].includes(targetTypeOf(group)))
      .map((group) =>
        violation(
          service,
          `ECS service ${service.name} registers with target group ${group.name}, whose target type is ${targetTypeOf(group) ?? ""}`,
        ),
      ),
});
