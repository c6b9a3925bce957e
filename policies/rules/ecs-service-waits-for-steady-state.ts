import { defaultDeploymentController } from "../graph/aws-defaults";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { runsNoTask } from "../graph/tasks";
import { known, readBoolean, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** With another controller, ECS does not deploy the service, and `pulumi up` cannot know when it is stable. */
function isDeployedByEcs(graph: Graph, service: Resource): boolean {
  const controller = readString(service, "deploymentController.type");
  const type = controller.kind === "absent" ? defaultDeploymentController : known(controller);
  return type === "ECS" && !runsNoTask(graph, service);
}

export const ecsServiceWaitsForSteadyState = resourceRule({
  id: "ecs-service-waits-for-steady-state",
  displayName: "An update waits until tasks run",
  description:
    "An update waits until the tasks of an ECS service run; otherwise it succeeds whatever the tasks do, and deletes what the old tasks still need.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Set waitForSteadyState to true, so that an update fails if the tasks do.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/ecs/service/#waitforsteadystate_nodejs",
  tags: ["safety", "ecs"],
  kinds: ["ecsService"],
  about: isDeployedByEcs,
  none: "the stack has no ECS service that ECS deploys and that runs tasks",
  judge: (_, service) => {
    const waits = readBoolean(service, "waitForSteadyState");
    return waits.kind === "unknown" || known(waits) === true
      ? []
      : [violation(service, `an update does not wait until the tasks of service ${service.name} run`)];
  },
});
