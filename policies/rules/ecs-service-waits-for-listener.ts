import { forwardersOf, primaryGroupsOf, targetGroupsOf } from "../graph/forwarding";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Reference } from "../graph/references";
import type { Resource } from "../graph/resource";
import { waitsFor } from "../graph/dependencies";
import { missing } from "../missing";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

function judge(graph: Graph, service: Resource, target: Reference): readonly Finding[] {
  if (target.kind !== "resource") {
    return [
      undetermined(
        service,
        `which listener forwards to the target group of ECS service ${service.name} outside the stack`,
      ),
    ];
  }
  const forwarders = forwardersOf(graph, target.resource);
  const { name } = target.resource;
  if (forwarders.length === 0) {
    const primary = primaryGroupsOf(graph, service);
    const isPrimary = primary.exact && resourcesIn(primary.references).includes(target.resource);
    // Deployments attach an alternate target group to the production rule; governed-action-names-both-groups judges it.
    if (!isPrimary) return [];
    return [
      missing(graph, ["listener", "listenerRule"], service, {
        wrong: `no listener or listener rule forwards to target group ${name} of ECS service ${service.name}`,
        fix: `Forward to ${name} from a listener or listener rule, and make the service depend on it.`,
      }),
    ];
  }
  const awaited = waitsFor(graph, service);
  // ECS requires one load balancer on the target group, not all of them.
  if (forwarders.some(({ urn }) => awaited.has(urn))) return [];
  const names = forwarders.map((forwarder) => forwarder.name).join(" or ");
  return [
    violation(
      service,
      `ECS service ${service.name} does not depend on ${names}, which attaches target group ${name} to a load balancer`,
      `Add ${names} to the service's dependsOn.`,
    ),
  ];
}

/** ECS rejects a service whose target group has no load balancer yet. */
export const ecsServiceWaitsForListener: Rule = {
  id: "ecs-service-waits-for-listener",
  displayName: "ECS service waits for its listener",
  description:
    "An ECS service is created after the listener or listener rule that attaches its target group to a load balancer.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Make the ECS service depend on the listener or listener rule that forwards to its target group.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
  tags: ["wiring", "ecs"],
  check: (graph) => {
    const services = ofKind(graph, "ecsService").map((service) => ({
      service,
      groups: targetGroupsOf(graph, service),
    }));
    const balanced = services.filter(({ groups }) => groups.references.length > 0);
    if (balanced.length === 0) return notApplicable("no ECS service uses a target group");
    return balanced.flatMap(({ service, groups }) =>
      groups.references.flatMap((target) => judge(graph, service, target)),
    );
  },
};
