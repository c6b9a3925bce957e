import { reachedBy } from "../graph/apis";
import { defaultDeregistrationDelay } from "../graph/aws-defaults";
import { albsBehindNlb, balancersOf, servicesOf } from "../graph/forwarding";
import { ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { timeoutOf } from "../graph/timeouts";
import { integrationKinds } from "../graph/unread";
import { known, readNumber } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

interface Timeout {
  readonly integration: string;
  readonly milliseconds: number;
}

/**
 * The shortest timeout of the integrations that reach a load balancer, by its URN. An integration need not reach every
 * target group of it, so a longer one may be another's.
 */
const shortest = perGraph((graph) => {
  const timeouts = new Map<string, Timeout>();
  for (const integration of integrationKinds.flatMap((kind) => ofKind(graph, kind))) {
    const milliseconds = timeoutOf(integration);
    if (milliseconds === undefined) continue;
    const direct = reachedBy(graph, integration);
    for (const { urn } of [...direct, ...direct.flatMap((nlb) => albsBehindNlb(graph, nlb))]) {
      const least = timeouts.get(urn)?.milliseconds ?? Infinity;
      if (milliseconds < least) timeouts.set(urn, { integration: integration.name, milliseconds });
    }
  }
  return timeouts;
});

const timeoutBefore = (graph: Graph, group: Resource): Timeout | undefined =>
  resourcesIn(balancersOf(graph, group)).flatMap(({ urn }) => shortest(graph).get(urn) ?? [])[0];

export const targetGroupDrainsRequests = resourceRule({
  id: "target-group-drains-requests",
  displayName: "Target groups drain long enough",
  description:
    "A target group keeps a deregistered task for as long as a request may take; after the delay, the load balancer closes the connections of requests that still run.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Raise deregistrationDelay to the timeout of the integration.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay",
  tags: ["safety", "balancer"],
  kinds: ["targetGroup"],
  about: (graph, group) => servicesOf(graph, group).length > 0 && timeoutBefore(graph, group) !== undefined,
  none: "no integration reaches a target group of an ECS service in the stack",
  judge: (graph, group) => {
    const delay = readNumber(group, "deregistrationDelay");
    const seconds = delay.kind === "absent" ? defaultDeregistrationDelay : known(delay);
    const timeout = timeoutBefore(graph, group);
    if (seconds === undefined || timeout === undefined || seconds * 1000 >= timeout.milliseconds) return [];
    const needed = Math.ceil(timeout.milliseconds / 1000);
    const wrong = `target group ${group.name} drains tasks for ${seconds} s, but a request of integration ${timeout.integration} may take ${needed} s`;
    return [violation(group, wrong, `Set deregistrationDelay to at least ${needed}.`)];
  },
});
