import { forwardersOf, targetGroupsOf } from "../graph/forwarding";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Reference } from "../graph/references";
import type { Resource } from "../graph/resource";
import { waitsFor } from "../graph/dependencies";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

function judge(graph: Graph, service: Resource, target: Reference): readonly Finding[] {
  if (target.kind !== "resource") {
    return [undetermined(service, `which listener carries a target group of ${service.name} from outside the stack`)];
  }
  const carriers = forwardersOf(graph, target.resource);
  const { name } = target.resource;
  if (carriers.length === 0) {
    return [
      violation(
        service,
        `no listener or rule forwards to target group ${name}, where ECS service ${service.name} registers its tasks`,
        `Forward to ${name} from a listener or rule, and let the service depend on it.`,
      ),
    ];
  }
  const awaited = waitsFor(graph, service);
  // ECS asks for a balancer on the group, not for all of them.
  if (carriers.some(({ urn }) => awaited.has(urn))) return [];
  const names = carriers.map((carrier) => carrier.name).join(" or ");
  return [
    violation(
      service,
      `ECS service ${service.name} does not wait for ${names}, which puts target group ${name} on a load balancer`,
      `Add ${names} to the service's dependsOn.`,
    ),
  ];
}

/** ECS refuses a service whose target group has no load balancer yet. */
export const ecsServiceWaitsForListener: Rule = {
  id: "ecs-service-waits-for-listener",
  displayName: "ECS service waits for its listener",
  description: "An ECS service is made after the listener or rule that puts its target group on a load balancer.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Let the ECS service depend on the listener or listener rule that forwards to its target group.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
  tags: ["wiring", "ecs"],
  check: (graph) => {
    const services = ofKind(graph, "ecsService").map((service) => ({
      service,
      groups: targetGroupsOf(graph, service),
    }));
    const balanced = services.filter(({ groups }) => groups.references.length > 0);
    if (balanced.length === 0) return notApplicable("no ECS service registers in a target group");
    return balanced.flatMap(({ service, groups }) =>
      groups.references.flatMap((target) => judge(graph, service, target)),
    );
  },
};
