import { launchesOnFargate } from "../graph/fargate";
import type { Graph } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { taskDefinitionOf } from "../graph/services";
import { isSet, known, readBoolean, readNumber, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Combinations that ECS rejects on every service. */
function faultsOf(service: Resource): readonly string[] {
  // By default, all tasks stay healthy and their number may double.
  const least = known(readNumber(service, "deploymentMinimumHealthyPercent")) ?? 100;
  const most = known(readNumber(service, "deploymentMaximumPercent")) ?? 200;
  const waits = known(readNumber(service, "healthCheckGracePeriodSeconds")) ?? 0;
  const balanced = isSet(service, "loadBalancers") || isSet(service, "vpcLatticeConfigurations");
  return [
    ...(isSet(service, "capacityProviderStrategies") && isSet(service, "launchType")
      ? ["it sets launchType and capacityProviderStrategies"]
      : []),
    ...(least >= 100 && most <= 100 && replacesTasks(service)
      ? ["deploymentMinimumHealthyPercent and deploymentMaximumPercent are both 100, so no task can be replaced"]
      : []),
    ...(waits > 0 && !balanced ? ["it sets healthCheckGracePeriodSeconds without loadBalancers"] : []),
  ];
}

const isDaemon = (service: Resource) => known(readString(service, "schedulingStrategy")) === "DAEMON";

/** Whether a deployment replaces the tasks in place; a blue/green deployment starts them beside the old ones. */
const replacesTasks = (service: Resource) =>
  !isDaemon(service) &&
  (known(readString(service, "deploymentController.type")) ?? "ECS") === "ECS" &&
  (known(readString(service, "deploymentConfiguration.strategy")) ?? "ROLLING") === "ROLLING";

/** AWS returns its own service-linked role for services that set no role. */
const hasServiceLinkedRole = (service: Resource) =>
  known(readString(service, "iamRole"))?.includes("aws-service-role/") === true;

/** ECS Exec uses the task role of the containers. */
function lacksTaskRole(graph: Graph, service: Resource): boolean {
  const definition = resourceOf(taskDefinitionOf(graph, service));
  const runsCommands = known(readBoolean(service, "enableExecuteCommand")) === true;
  return runsCommands && definition !== undefined && !isSet(definition, "taskRoleArn");
}

/** Settings that ECS rejects on Fargate. */
const fargateFaults = (service: Resource): readonly string[] => [
  ...(isSet(service, "networkConfiguration") ? [] : ["it has no networkConfiguration"]),
  ...(isSet(service, "iamRole") && !hasServiceLinkedRole(service)
    ? ["it sets iamRole, which services with awsvpc cannot use"]
    : []),
  ...(isDaemon(service) ? ["its scheduling strategy is DAEMON"] : []),
  ...["placementConstraints", "orderedPlacementStrategies"]
    .filter((property) => isSet(service, property))
    .map((property) => `it sets ${property}`),
];

export const ecsServiceSettings = resourceRule({
  id: "ecs-service-settings",
  displayName: "ECS accepts the service's settings",
  description: "The settings of an ECS service are a combination that ECS accepts for its launch type.",
  severity: "critical",
  remediation: "Remove or change the setting named in the finding.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  tags: ["wiring", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  // With an external controller, a task set has these settings.
  about: (_, service) => known(readString(service, "deploymentController.type")) !== "EXTERNAL",
  none: "the stack has no ECS service",
  judge: (graph, service) => {
    const faults = [
      ...faultsOf(service),
      ...(launchesOnFargate(service) ? fargateFaults(service) : []),
      ...(lacksTaskRole(graph, service)
        ? ["it sets enableExecuteCommand, but its task definition has no task role"]
        : []),
    ];
    return faults.length === 0 ? [] : [violation(service, `ECS rejects service ${service.name}: ${faults.join("; ")}`)];
  },
});
