import { balancerOf, listenerOf } from "./load-balancers";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { candidates, referenceKey, resolve, resolvePaths, resourceOf, resourcesIn } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { known, read, readElements, readNumber, readString } from "./value";
import type { Value } from "./value";

const elements = (resource: Resource, path: string) => {
  const value = readElements(resource, path);
  return value.kind === "known" ? value.value : [path];
};

const weighted = (owner: Resource, action: string) =>
  elements(owner, `${action}.forward`).map((forward) => `${forward}.targetGroups`);

const weightedTargets = (owner: Resource, action: string) =>
  weighted(owner, action).flatMap((list) => elements(owner, list));

const targetPaths = (owner: Resource, action: string) => [
  `${action}.targetGroupArn`,
  ...weightedTargets(owner, action).map((target) => `${target}.arn`),
];

/** Paths of the target groups of a load balancer entry of an ECS service; blue/green deployments use the second. */
const registeredPaths = (entry: string) => [
  `${entry}.targetGroupArn`,
  `${entry}.advancedConfiguration.alternateTargetGroupArn`,
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
  const paths = list.value.flatMap((at) => (service ? registeredPaths(at) : targetPaths(owner, at)));
  return resolvePaths(graph, owner, paths, "targetGroup");
}

/** Target groups of an ECS service without those that only its blue/green deployments use. */
export function primaryGroupsOf(graph: Graph, service: Resource): References {
  const entries = known(readElements(service, "loadBalancers"));
  const paths = (entries ?? []).map((entry) => `${entry}.targetGroupArn`);
  return entries === undefined ? targetGroupsOf(graph, service) : resolvePaths(graph, service, paths, "targetGroup");
}

/** Target groups that get the requests of forward actions. */
export interface Shares {
  /** Those with a weight above 0, or without a weight. */
  readonly serving: References;
  /** Those whose weight is unknown. */
  readonly undecided: References;
  /** Number of target groups with weight 0, which get no requests. */
  readonly idle: number;
}

/**
 * Target groups of the forward actions of a listener or listener rule, by their weights.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#forward-actions
 */
export function sharesOf(graph: Graph, owner: Resource, property: "actions" | "defaultActions"): Shares {
  const none: References = { references: [], exact: true };
  const actions = readElements(owner, property);
  if (actions.kind === "absent") return { serving: none, undecided: none, idle: 0 };
  if (actions.kind === "unknown") return { serving: targetGroupsOf(graph, owner), undecided: none, idle: 0 };
  const targets = actions.value.flatMap((at) =>
    weightedTargets(owner, at).map((target) => ({
      path: `${target}.arn`,
      weight: readNumber(owner, `${target}.weight`),
    })),
  );
  const withWeight = (test: (weight: Value<number>) => boolean) =>
    targets.filter(({ weight }) => test(weight)).map(({ path }) => path);
  if (targets.length === 0) return { serving: targetGroupsOf(graph, owner), undecided: none, idle: 0 };
  const idle = withWeight((weight) => known(weight) === 0).length;
  const undecided = withWeight(({ kind }) => kind === "unknown");
  const positive = withWeight((weight) => weight.kind !== "unknown" && known(weight) !== 0);
  // After a refresh, an action with weights has an empty targetGroupArn.
  const single = actions.value
    .map((at) => `${at}.targetGroupArn`)
    .filter((path) => known(readString(owner, path)) !== "");
  const serving = [...single, ...positive];
  return {
    serving: resolvePaths(graph, owner, serving, "targetGroup"),
    undecided: resolvePaths(graph, owner, undecided, "targetGroup"),
    idle,
  };
}

/** Container ports with which an ECS service registers in a target group, of the entries that may name the group. */
export function registeredPortsOf(
  graph: Graph,
  service: Resource,
  targetGroup: Resource,
): readonly (number | undefined)[] {
  const entries = known(readElements(service, "loadBalancers")) ?? [];
  const matching = entries.filter((entry) =>
    registeredPaths(entry).some((path) => {
      const group = resolve(graph, service, path, "targetGroup");
      return group.kind === "undetermined" || resourceOf(group)?.urn === targetGroup.urn;
    }),
  );
  // CodeDeploy registers the port of its other target group.
  const registered = matching.length === 0 ? entries : matching;
  return [...new Set(registered.map((entry) => known(readNumber(service, `${entry}.containerPort`))))];
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

/** Addresses that the program gives an endpoint, one for each subnet. */
const fixedAddresses = (endpoint: Resource) =>
  (known(readElements(endpoint, "subnetConfigurations")) ?? []).flatMap((at) =>
    ["ipv4", "ipv6"].flatMap((version) => known(readString(endpoint, `${at}.${version}`)) ?? []),
  );

const byFixedAddress = perGraph((graph) =>
  groupBy(
    ofKind(graph, "vpcEndpoint").flatMap((endpoint) =>
      fixedAddresses(endpoint).map((address) => ({ endpoint, address })),
    ),
    ({ address }) => address,
  ),
);

/**
 * VPC endpoint whose address an attachment registers as a target: by reference, or by an address that the program
 * states. VPCs may have the same addresses, so an address of several endpoints names none.
 */
export function attachedEndpoint(graph: Graph, attachment: Resource): Resource | undefined {
  const found = candidates(graph, attachment, "targetId", "vpcEndpoint");
  if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  const named = byFixedAddress(graph).get(known(readString(attachment, "targetId")) ?? "") ?? [];
  return named.length === 1 ? named[0]?.endpoint : undefined;
}

/** ALBs in a target group of type `alb`. */
export const albsBehind = (graph: Graph, targetGroup: Resource): readonly Resource[] =>
  attachmentsOf(graph, targetGroup).flatMap((attachment) => resourceOf(attachedBalancer(graph, attachment)) ?? []);

const behindNlb = perGraph((graph) => {
  const albs = new Map<string, readonly Resource[]>();
  for (const group of ofKind(graph, "targetGroup"))
    for (const nlb of resourcesIn(balancersOf(graph, group)))
      albs.set(nlb.urn, [...(albs.get(nlb.urn) ?? []), ...albsBehind(graph, group)]);
  return albs;
});

/** ALBs that an NLB forwards to. */
export const albsBehindNlb = (graph: Graph, nlb: Resource): readonly Resource[] => behindNlb(graph).get(nlb.urn) ?? [];

/** CodeDeploy deployment groups. */
export const deploymentGroupsOf = perGraph((graph) =>
  graph.resources.filter(({ type }) => type === "aws:codedeploy/deploymentGroup:DeploymentGroup"),
);

/** The pair of target groups of a deployment group; CodeDeploy registers the tasks of a service with both in turn. */
export const pairOf = (graph: Graph, deploymentGroup: Resource): readonly Resource[] =>
  candidates(graph, deploymentGroup, "loadBalancerInfo", "targetGroup");

const services = perGraph((graph) => {
  const edges = ofKind(graph, "ecsService").flatMap((owner): readonly Edge[] =>
    resourcesIn(targetGroupsOf(graph, owner).references).map(({ urn }) => ({ owner, targetGroup: urn })),
  );
  const byGroup = groupBy(edges, ({ targetGroup }) => targetGroup);
  const paired = deploymentGroupsOf(graph).flatMap((deploymentGroup): readonly Edge[] => {
    const pair = pairOf(graph, deploymentGroup).map(({ urn }) => urn);
    const owners = new Set(pair.flatMap((urn) => (byGroup.get(urn) ?? []).map(({ owner }) => owner)));
    return [...owners].flatMap((owner) => pair.map((targetGroup) => ({ owner, targetGroup })));
  });
  const all = new Map([...edges, ...paired].map((edge) => [`${edge.owner.urn} ${edge.targetGroup}`, edge]));
  return groupBy([...all.values()], ({ targetGroup }) => targetGroup);
});

/** ECS services that register their tasks with a target group in the stack. */
export const servicesOf = (graph: Graph, targetGroup: Resource): readonly Resource[] =>
  (services(graph).get(targetGroup.urn) ?? []).map(({ owner }) => owner);
