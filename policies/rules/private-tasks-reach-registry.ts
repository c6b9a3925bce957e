import { resourceRule } from "../resource-rule";
import { runsOnFargate } from "../graph/fargate";
import type { Graph } from "../graph/graph";
import { isForeignImage, requiredEndpoints, missingEndpoints } from "../graph/task-endpoints";
import type { Missing } from "../graph/task-endpoints";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { containersOf } from "../graph/tasks";
import { known, readBoolean } from "../graph/value";
import { subnetsOf } from "../graph/vpcs";
import { defaultRouteOf } from "../graph/default-route";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/**
 * How far tasks in a subnet reach. `networks`: other networks, in which an image from outside ECR cannot be; VPC
 * endpoints can, with a private hosted zone.
 * Source: https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
 */
type Reach = "internet" | "networks" | "nowhere" | "unknown";

function reachOf(graph: Graph, service: Resource, subnet: Resource, missing: Missing): Reach {
  const route = defaultRouteOf(graph, subnet);
  if (route === "unknown") return "unknown";
  if (route === "networks")
    return missing.kind === "some" && missing.what.some(isForeignImage) ? "nowhere" : "networks";
  const hasAddress = known(readBoolean(service, "networkConfiguration.assignPublicIp")) === true;
  return route === "outbound" || (route === "internet" && hasAddress) ? "internet" : "nowhere";
}

/** What is undetermined if no subnet is isolated. */
function open(service: Resource, missing: Missing, reaches: ReadonlySet<Reach>): readonly Finding[] {
  if (reaches.has("unknown")) {
    return [undetermined(service, `the route tables of the subnets of ECS service ${service.name}`)];
  }
  if (!reaches.has("networks")) return [];
  const what = missing.kind === "some" ? missing.what.join(", ") : "the AWS services that the tasks need";
  return [
    undetermined(
      service,
      `whether ${what} can be reached in the networks that the subnets of ECS service ${service.name} have routes to`,
    ),
  ];
}

export const privateTasksReachRegistry = resourceRule({
  id: "private-tasks-reach-registry",
  displayName: "Tasks reach the registry, logs and secrets",
  description:
    "The subnets of a Fargate service have a route to a NAT gateway, or VPC endpoints for ECR, S3, CloudWatch Logs and the stores of its secrets.",
  severity: "critical",
  remediation:
    "Route the private subnets to a NAT gateway, or add the missing VPC endpoints (interface endpoints for ecr.api, ecr.dkr, logs and the stores of the secrets; a gateway endpoint for s3).",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  tags: ["wiring", "ecs"],
  hop: "task",
  kinds: ["ecsService"],
  about: runsOnFargate,
  none: "the stack has no ECS service on Fargate",
  judge: (graph, service) => {
    const { references, exact } = subnetsOf(graph, service);
    const subnets = resourcesIn(references);
    if (subnets.length === 0)
      return [undetermined(service, `the route tables of the subnets of ECS service ${service.name}`)];
    const definition = taskDefinitionOf(graph, service);
    const containers = definition.kind === "resource" ? containersOf(definition.resource) : undefined;
    const missing = missingEndpoints(graph, service, exact ? subnets : [], requiredEndpoints(containers));
    if (missing.kind === "none") return [];
    const routes = subnets.map((subnet) => ({ subnet, reach: reachOf(graph, service, subnet, missing) }));
    const isolated = routes.filter(({ reach }) => reach === "nowhere").map(({ subnet }) => subnet.name);
    if (isolated.length === 0 && exact) return open(service, missing, new Set(routes.map(({ reach }) => reach)));
    if (missing.kind === "unknown") return [undetermined(service, missing.why)];
    if (isolated.length === 0 || (!exact && isolated.length < subnets.length)) {
      return [undetermined(service, `which subnets ECS service ${service.name} uses`)];
    }
    return [
      violation(
        service,
        `tasks of ECS service ${service.name} have no route from ${isolated.join(", ")} to ${missing.what.join(", ")}`,
      ),
    ];
  },
});
