import { balancerOf, listenerOf } from "./load-balancers";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve, resolvePaths, resourceOf, resourcesIn } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements } from "./value";

const elements = (resource: Resource, path: string) => {
  const value = readElements(resource, path);
  return value.kind === "known" ? value.value : [path];
};

const weighted = (owner: Resource, action: string) =>
  elements(owner, `${action}.forward`).map((forward) => `${forward}.targetGroups`);

const targetPaths = (owner: Resource, action: string) => [
  `${action}.targetGroupArn`,
  ...weighted(owner, action).flatMap((list) => elements(owner, list).map((target) => `${target}.arn`)),
];

/** Number of target groups in each forward action of a listener or listener rule. */
export const forwardedPerAction = (owner: Resource, property: "actions" | "defaultActions"): readonly number[] =>
  (known(readElements(owner, property)) ?? []).flatMap((action) => {
    const lists = weighted(owner, action).flatMap((list) => known(readElements(owner, list)) ?? []);
    if (lists.length > 0) return [lists.length];
    return read(owner, `${action}.targetGroupArn`).kind === "absent" ? [] : [1];
  });

/** Target groups of the actions of a listener or listener rule, or of the registrations of an ECS service. */
export function targetGroupsOf(graph: Graph, owner: Resource): References {
  const property = isKind(owner, "listener")
    ? "defaultActions"
    : isKind(owner, "ecsService")
      ? "loadBalancers"
      : "actions";
  const list = readElements(owner, property);
  if (list.kind === "absent") return { references: [], exact: true };
  if (list.kind === "unknown") {
    const possible = candidates(graph, owner, property, "targetGroup");
    const why = `${property} of ${owner.name} comes from outside the stack`;
    return {
      references:
        possible.length === 0
          ? [{ kind: "undetermined", why }]
          : possible.map((resource) => ({ kind: "resource", resource })),
      exact: false,
    };
  }
  const service = isKind(owner, "ecsService");
  const paths = list.value.flatMap((at) => (service ? [`${at}.targetGroupArn`] : targetPaths(owner, at)));
  return resolvePaths(graph, owner, paths, "targetGroup");
}

interface Edge {
  readonly owner: Resource;
  readonly targetGroup: string;
}

const forwarders = perGraph((graph) => {
  const owners = [...ofKind(graph, "listener"), ...ofKind(graph, "listenerRule")];
  const edges = owners.flatMap((owner): readonly Edge[] =>
    resourcesIn(targetGroupsOf(graph, owner).references).map(({ urn }) => ({ owner, targetGroup: urn })),
  );
  return groupBy(edges, ({ targetGroup }) => targetGroup);
});

/** Listeners (by default action) and listener rules that forward, or may forward, to a target group in the stack. */
export const forwardersOf = (graph: Graph, targetGroup: Resource): readonly Resource[] =>
  (forwarders(graph).get(targetGroup.urn) ?? []).map(({ owner }) => owner);

/** Load balancer of a listener or listener rule. */
function balancerOfForwarder(graph: Graph, forwarder: Resource): Reference {
  if (isKind(forwarder, "listener")) return balancerOf(graph, forwarder);
  const listener = listenerOf(graph, forwarder);
  if (listener.kind === "resource") return balancerOf(graph, listener.resource);
  return listener.kind === "id"
    ? { kind: "undetermined", why: `listener ${listener.id} is not in the stack` }
    : listener;
}

/** Load balancers that forward to a target group, each once; AWS allows one. */
export function balancersOf(graph: Graph, targetGroup: Resource): readonly Reference[] {
  const all = forwardersOf(graph, targetGroup).map((forwarder) => balancerOfForwarder(graph, forwarder));
  return [...new Map(all.map((reference) => [referenceKey(reference) ?? reference, reference])).values()];
}

/** Target group of an attachment. */
export const targetGroupOf = (graph: Graph, attachment: Resource): Reference =>
  resolve(graph, attachment, "targetGroupArn", "targetGroup");

const attachments = perGraph((graph) =>
  groupBy(ofKind(graph, "targetGroupAttachment"), (attachment) => referenceKey(targetGroupOf(graph, attachment))),
);

/** Attachments of a target group in the stack. */
export const attachmentsOf = (graph: Graph, targetGroup: Resource): readonly Resource[] =>
  attachments(graph).get(targetGroup.urn) ?? [];

/** Load balancer that an attachment registers as a target (target type `alb`). */
export const attachedBalancer = (graph: Graph, attachment: Resource): Reference =>
  resolve(graph, attachment, "targetId", "loadBalancer");

/** ALBs in a target group of type `alb`. */
export const albsBehind = (graph: Graph, targetGroup: Resource): readonly Resource[] =>
  attachmentsOf(graph, targetGroup).flatMap((attachment) => resourceOf(attachedBalancer(graph, attachment)) ?? []);

const services = perGraph((graph) => {
  const edges = ofKind(graph, "ecsService").flatMap((owner): readonly Edge[] =>
    resourcesIn(targetGroupsOf(graph, owner).references).map(({ urn }) => ({ owner, targetGroup: urn })),
  );
  return groupBy(edges, ({ targetGroup }) => targetGroup);
});

/** ECS services that register their tasks with a target group in the stack. */
export const servicesOf = (graph: Graph, targetGroup: Resource): readonly Resource[] =>
  (services(graph).get(targetGroup.urn) ?? []).map(({ owner }) => owner);
