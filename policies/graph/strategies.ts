import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { resolve, resolvePaths, resourcesIn } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { forwardersAt, shifterOf } from "./traffic-shifts";
import { isSet, known, readElements } from "./value";

/**
 * An entry of `loadBalancers` between whose two target groups deployments of an ECS service shift requests.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
 */
export interface Pair {
  readonly service: Resource;
  /** Path of its `advancedConfiguration`. */
  readonly at: string;
  /** Target group of the entry, and its alternate. */
  readonly groups: References;
  readonly primary: Reference;
  readonly alternate: Reference;
  /** Listener rule (ALB) or listener (NLB) whose weights ECS changes. */
  readonly production: Reference;
  readonly test: Reference;
  /** Both, also if a first preview does not show which is which. */
  readonly forwarders: References;
}

/** ECS services whose deployments ECS shifts: blue/green, linear and canary ones. */
const shiftingServices = perGraph((graph) =>
  ofKind(graph, "ecsService").filter((service) => shifterOf(service) === "ECS"),
);

/** Path of the advanced configuration of a load balancer entry. */
export const advancedAt = (entry: string) => `${entry}.advancedConfiguration`;

const absent: Reference = { kind: "absent" };

function pairAt(graph: Graph, service: Resource, entry: string): Pair {
  const at = advancedAt(entry);
  const [first, second] = [`${entry}.targetGroupArn`, `${at}.alternateTargetGroupArn`];
  const forwarders = ["productionListenerRule", "testListenerRule"].map((property) => `${at}.${property}`);
  const [production, test] = forwarders.map((path): Reference => {
    const { references, exact } = forwardersAt(graph, service, [path]);
    return exact ? (references[0] ?? absent) : { kind: "undetermined", why: `${path} of ${service.name}` };
  });
  return {
    service,
    at,
    groups: resolvePaths(graph, service, [first, second], "targetGroup"),
    primary: resolve(graph, service, first, "targetGroup"),
    alternate: resolve(graph, service, second, "targetGroup"),
    production: production ?? absent,
    test: test ?? absent,
    forwarders: forwardersAt(graph, service, forwarders),
  };
}

/** The pairs of target groups of all services of which ECS shifts the requests. */
const pairsOf = perGraph((graph): readonly Pair[] =>
  shiftingServices(graph).flatMap((service) =>
    (known(readElements(service, "loadBalancers")) ?? [])
      .filter((entry) => isSet(service, advancedAt(entry)))
      .map((entry) => pairAt(graph, service, entry)),
  ),
);

/** The pairs of a service. */
export const pairsOfService = (graph: Graph, service: Resource): readonly Pair[] =>
  pairsOf(graph).filter((pair) => pair.service.urn === service.urn);

const byForwarder = perGraph((graph) =>
  groupBy(
    pairsOf(graph).flatMap((pair) => resourcesIn(pair.forwarders.references).map(({ urn }) => ({ urn, pair }))),
    ({ urn }) => urn,
  ),
);

/** The pairs between which ECS moves the weights of a listener or listener rule. */
export const pairsGovernedAt = (graph: Graph, forwarder: Resource): readonly Pair[] =>
  (byForwarder(graph).get(forwarder.urn) ?? []).map(({ pair }) => pair);

const byGroup = perGraph((graph) =>
  groupBy(
    pairsOf(graph).flatMap((pair) => resourcesIn(pair.groups.references).map(({ urn }) => ({ urn, pair }))),
    ({ urn }) => urn,
  ),
);

/** The pairs that a target group may be in. */
export const pairsWith = (graph: Graph, group: Resource): readonly Pair[] =>
  (byGroup(graph).get(group.urn) ?? []).map(({ pair }) => pair);
