import { resourceRule } from "../resource-rule";
import { publicIpByDefault } from "../graph/aws-defaults";
import { isOnRequestPath } from "../graph/request-paths";
import { readBoolean } from "../graph/value";
import { undetermined, violation } from "../rule";

export const tasksHaveNoPublicIp = resourceRule({
  id: "tasks-have-no-public-ip",
  displayName: "Tasks without public IP addresses",
  description: "Tasks behind a private integration run in private subnets without public IP addresses.",
  severity: "critical",
  remediation: "Set networkConfiguration.assignPublicIp to false, and use NAT gateways or VPC endpoints.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
  tags: ["safety", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  about: isOnRequestPath,
  none: "no ECS service of the stack is behind a VPC link",
  judge: (_, service) => {
    const assigned = readBoolean(service, "networkConfiguration.assignPublicIp");
    if (assigned.kind === "unknown")
      return [undetermined(service, `whether tasks of ${service.name} get public IP addresses`)];
    if (assigned.kind === "absent" ? !publicIpByDefault : !assigned.value) return [];
    return [violation(service, `tasks of ECS service ${service.name} get public IP addresses`)];
  },
});
