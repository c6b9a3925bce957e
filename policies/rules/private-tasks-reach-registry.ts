import { resourceRule } from "../resource-rule";
import type { Graph } from "../graph/graph";
import { awaitedEndpoints, missingEndpoints } from "../graph/task-endpoints";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { containersOf } from "../graph/tasks";
import { known, readBoolean, readString, readStrings } from "../graph/value";
import { subnetsOf } from "../graph/vpcs";
import { defaultRouteOf } from "../graph/default-route";
import { undetermined, violation } from "../rule";

function runsOnFargate(graph: Graph, service: Resource): boolean {
  const launchType = known(readString(service, "launchType"));
  if (launchType !== undefined) return launchType === "FARGATE";
  const definition = taskDefinitionOf(graph, service);
  const asked =
    definition.kind === "resource" ? readStrings(definition.resource, "requiresCompatibilities") : undefined;
  return asked?.kind === "known" && asked.value.includes("FARGATE");
}

/** Whether tasks in a subnet get answers from the internet; undefined where the stack does not show it. */
function reaches(graph: Graph, service: Resource, subnet: Resource): boolean | undefined {
  const way = defaultRouteOf(graph, subnet);
  if (way === "unknown") return undefined;
  if (way === "internet") return known(readBoolean(service, "networkConfiguration.assignPublicIp")) === true;
  return way === "beyond";
}

export const privateTasksReachRegistry = resourceRule({
  id: "private-tasks-reach-registry",
  displayName: "Tasks reach registry, logs and secrets",
  description:
    "The subnets of a Fargate service have NAT, or VPC endpoints for ECR, S3, the logs and the stores of its secrets.",
  severity: "critical",
  remediation:
    "Give the private subnets a route to a NAT gateway, or the VPC the endpoints ecr.api, ecr.dkr, logs and a gateway endpoint for s3.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  tags: ["wiring", "ecs"],
  hop: "task",
  kinds: ["ecsService"],
  about: runsOnFargate,
  none: "the stack has no ECS service on Fargate",
  judge: (graph, service) => {
    const { references, exact } = subnetsOf(graph, service);
    const subnets = resourcesIn(references);
    if (subnets.length === 0) return [undetermined(service, `the routes of the subnets of ${service.name}`)];
    const definition = taskDefinitionOf(graph, service);
    const containers = definition.kind === "resource" ? containersOf(definition.resource) : undefined;
    const missing = missingEndpoints(graph, service, exact ? subnets : [], awaitedEndpoints(containers));
    if (missing.kind === "none") return [];
    const ways = subnets.map((subnet) => ({ subnet, out: reaches(graph, service, subnet) }));
    const cut = ways.filter(({ out }) => out === false).map(({ subnet }) => subnet.name);
    if (cut.length === 0 && exact) {
      return ways.every(({ out }) => out === true)
        ? []
        : [undetermined(service, `the routes of ${service.name}'s subnets`)];
    }
    if (missing.kind === "unknown") return [undetermined(service, missing.why)];
    if (cut.length === 0 || (!exact && cut.length < subnets.length)) {
      return [undetermined(service, `which subnets ${service.name} names`)];
    }
    return [
      violation(
        service,
        `tasks of ${service.name} have no way from ${cut.join(", ")} to ${missing.what.join(", ")}`,
        "Route the subnets to a NAT gateway, or add what is missing as VPC endpoints.",
      ),
    ];
  },
});
