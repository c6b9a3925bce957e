import { discoveryServiceOf, linkOf, nlbsOf, reachedBy } from "./apis";
import { albsBehind, attachedEndpoint, attachmentsOf, servicesOf, targetGroupsOf } from "./forwarding";
import { groupBy, isKind, ofKind, perGraph, resourceAt } from "./graph";
import type { Graph } from "./graph";
import type { Kind } from "./kinds";
import { listenersOf, rulesOf } from "./load-balancers";
import { referenceKey, resolve, resourceOf, resourcesIn } from "./references";
import type { Resource } from "./resource";
import { groupKeyAt } from "./security-groups";
import { securityGroupsOf } from "./vpcs";

const registered = perGraph((graph) =>
  groupBy(ofKind(graph, "ecsService"), (service) =>
    referenceKey(resolve(graph, service, "serviceRegistries.registryArn", "discoveryService")),
  ),
);

/** ECS services in the stack that register with a Cloud Map service. */
export const registeredWith = (graph: Graph, discovery: Resource): readonly Resource[] =>
  registered(graph).get(discovery.urn) ?? [];

/** Resources that a request reaches next. */
function next(graph: Graph, resource: Resource): readonly Resource[] {
  if (isKind(resource, "vpcLinkV1")) return resourcesIn(nlbsOf(graph, resource).references);
  if (isKind(resource, "discoveryService")) return registeredWith(graph, resource);
  if (!isKind(resource, "loadBalancer")) return [];
  const forwarders = listenersOf(graph, resource).flatMap((listener) => [listener, ...rulesOf(graph, listener)]);
  const groups = forwarders.flatMap((forwarder) => resourcesIn(targetGroupsOf(graph, forwarder).references));
  return [...new Set(groups)].flatMap((group) => [
    ...albsBehind(graph, group),
    ...servicesOf(graph, group),
    ...attachmentsOf(graph, group).flatMap((attachment) => attachedEndpoint(graph, attachment) ?? []),
  ]);
}

/** Where requests of private integrations enter a VPC: their links, and what integrations with a V2 link target. */
function entries(graph: Graph): readonly Resource[] {
  const integrations = [...ofKind(graph, "restIntegration"), ...ofKind(graph, "httpIntegration")].filter(
    (integration) => linkOf(graph, integration).kind !== "absent",
  );
  return [
    ...ofKind(graph, "vpcLinkV1"),
    ...ofKind(graph, "vpcLinkV2"),
    ...integrations.flatMap((integration) => [
      ...reachedBy(graph, integration),
      ...[discoveryServiceOf(graph, integration), resourceOf(linkOf(graph, integration))].flatMap((one) => one ?? []),
    ]),
  ];
}

const reached = perGraph((graph) => {
  const found = new Map<string, Resource>();
  const open = [...entries(graph)];
  for (let resource = open.pop(); resource !== undefined; resource = open.pop()) {
    if (found.has(resource.urn)) continue;
    found.set(resource.urn, resource);
    open.push(...next(graph, resource));
  }
  return found;
});

/**
 * Whether requests of a private integration reach a resource: a VPC link, a load balancer behind one, or an ECS service
 * or VPC endpoint behind that. Every VPC link counts, because it has no other purpose.
 */
export const isOnRequestPath = (graph: Graph, resource: Resource): boolean => reached(graph).has(resource.urn);

const groupsOf = (graph: Graph, ...kinds: readonly Kind[]): readonly string[] =>
  [...reached(graph).values()]
    .filter((resource) => isKind(resource, ...kinds))
    .flatMap((resource) => securityGroupsOf(graph, resource).references.flatMap((group) => referenceKey(group) ?? []));

/**
 * Groups outside the stack that admit a VPC link or load balancer: those of load balancers and services outside the
 * stack, of which a stack shows only the security group rules.
 */
function groupsBehind(graph: Graph, callers: ReadonlySet<string>): readonly string[] {
  return [...ofKind(graph, "ingressRule"), ...ofKind(graph, "securityGroupRule")].flatMap((rule) => {
    const owner = groupKeyAt(graph, rule, "securityGroupId");
    if (owner === undefined || resourceAt(graph, owner) !== undefined) return [];
    const sources = ["referencedSecurityGroupId", "sourceSecurityGroupId"].map((path) => groupKeyAt(graph, rule, path));
    return sources.some((source) => source !== undefined && callers.has(source)) ? [owner] : [];
  });
}

const exposed = perGraph((graph) => {
  const callers = new Set(groupsOf(graph, "vpcLinkV2", "loadBalancer"));
  return new Set([...callers, ...groupsOf(graph, "ecsService", "vpcEndpoint"), ...groupsBehind(graph, callers)]);
});

/** Whether something that requests of a private integration reach has a security group. */
export const isGroupOnRequestPath = (graph: Graph, group: string): boolean => exposed(graph).has(group);
