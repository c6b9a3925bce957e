import { resourceRule } from "../resource-rule";
import { taskDefinitionOf } from "../graph/services";
import { containersOf } from "../graph/tasks";
import { known, readElements, readNumber, readString } from "../graph/value";
import { undetermined, violation } from "../rule";

export const ecsContainerMatchesTaskDefinition = resourceRule({
  id: "ecs-container-matches-task-definition",
  displayName: "Registered containers and ports exist",
  description: "The container and port that an ECS service registers exist in its task definition.",
  remediation: "Set containerName and containerPort to values from the task definition.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
  tags: ["wiring", "ecs"],
  hop: "container",
  kinds: ["ecsService"],
  none: "the stack has no ECS service",
  judge: (graph, service) => {
    const definition = taskDefinitionOf(graph, service);
    const containers = definition.kind === "resource" ? containersOf(definition.resource) : undefined;
    if (containers === undefined) return [undetermined(service, `the containers of ECS service ${service.name}`)];
    return [...(known(readElements(service, "loadBalancers")) ?? []), "serviceRegistries"].flatMap((at) => {
      const name = known(readString(service, `${at}.containerName`));
      const port = known(readNumber(service, `${at}.containerPort`));
      const container = containers.find((candidate) => candidate.name === name);
      if (name === undefined) return [];
      if (container === undefined)
        return [
          violation(
            service,
            `ECS service ${service.name} registers container ${name}, which is not in its task definition`,
          ),
        ];
      const ports = (container.portMappings ?? []).flatMap(({ containerPort }) => containerPort ?? []);
      return port === undefined || ports.includes(port)
        ? []
        : [
            violation(
              service,
              `ECS service ${service.name} registers port ${port} of container ${name}, which exposes ${ports.join(", ") || "no port"}`,
            ),
          ];
    });
  },
});
