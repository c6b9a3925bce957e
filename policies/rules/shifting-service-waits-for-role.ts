import { waitsFor } from "../graph/dependencies";
import type { Graph } from "../graph/graph";
import { resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { policiesOf } from "../graph/role-policies";
import { pairsOfService } from "../graph/strategies";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Separate policies of the roles with which ECS shifts the traffic of a service. */
function policiesFor(graph: Graph, service: Resource): readonly Resource[] {
  const roles = pairsOfService(graph, service).flatMap(
    ({ at }) => resourceOf(resolve(graph, service, `${at}.roleArn`, "iamRole")) ?? [],
  );
  const policies = roles.flatMap((role) =>
    policiesOf(graph, role)
      .map(({ resource }) => resource)
      .filter(({ urn }) => urn !== role.urn),
  );
  return [...new Set(policies)];
}

/**
 * Advice: ECS tries again for a while, so that the service may be created all the same. When the stack is destroyed, a
 * policy that goes first leaves ECS unable to deregister the tasks.
 */
export const shiftingServiceWaitsForRole = resourceRule({
  id: "shifting-service-waits-for-role",
  displayName: "Services wait for the policies of their role",
  description:
    "An ECS service with strategy BLUE_GREEN, LINEAR or CANARY is created after the policies of the role with which ECS shifts its traffic, and deleted before them.",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Add the policies of the role to dependsOn of the service.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html",
  tags: ["wiring", "ecs"],
  kinds: ["ecsService"],
  about: (graph, service) => policiesFor(graph, service).length > 0,
  none: "no ECS service has a role with policies of the stack to shift its traffic",
  judge: (graph, service) => {
    const awaited = waitsFor(graph, service);
    const late = policiesFor(graph, service).filter(({ urn }) => !awaited.has(urn));
    const names = late.map(({ name }) => name).join(", ");
    return late.length === 0
      ? []
      : [
          violation(
            service,
            `ECS service ${service.name} does not depend on ${names}, which lets ECS shift its traffic`,
            `Add ${names} to the service's dependsOn.`,
          ),
        ];
  },
});
