import { deploymentGroupsOf, forwardersOf, pairOf } from "./forwarding";
import { isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { balancerOf, balancerType, rulesOf } from "./load-balancers";
import { candidates, resolvePaths, resourceOf } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { known, readElements, readString } from "./value";

/** Who shifts the traffic of an ECS service during a deployment; `other` is a controller outside AWS, or an unknown one. */
export function shifterOf(service: Resource): "ECS" | "CodeDeploy" | "none" | "other" {
  const controller = readString(service, "deploymentController.type");
  const strategy = readString(service, "deploymentConfiguration.strategy");
  if (controller.kind === "unknown" || known(controller) === "EXTERNAL" || strategy.kind === "unknown") return "other";
  if (known(controller) === "CODE_DEPLOY") return "CodeDeploy";
  // Also LINEAR and CANARY.
  return strategy.kind === "known" && strategy.value !== "ROLLING" ? "ECS" : "none";
}

/** Which listeners and listener rules the deployments of the stack change. */
export interface Shifts {
  /** Name of the service or deployment group, by the URN of a listener (its default action) or listener rule. */
  readonly by: ReadonlyMap<string, string>;
  /** URNs of services whose listener rules are unknown. */
  readonly undetermined: ReadonlySet<string>;
  /** URNs of services that name none: all listeners and listener rules that forward to them are meant. */
  readonly unnamed: ReadonlySet<string>;
}

const ruleProperties = ["productionListenerRule", "testListenerRule"];

/**
 * Listener rules (ALB) or listeners (NLB) at paths of a service. At a first preview, an ARN that depends on a listener of
 * an ALB may be that of one of its rules, which a function of the provider looks up.
 */
export function forwardersAt(graph: Graph, service: Resource, paths: readonly string[]): References {
  const found = resolvePaths(graph, service, paths, "listenerRule", "listener");
  if (paths.every((path) => readString(service, path).kind !== "unknown")) return found;
  const references = found.references.map((reference): Reference => {
    const listener = resourceOf(reference);
    const balancer = listener && isKind(listener, "listener") ? resourceOf(balancerOf(graph, listener)) : undefined;
    return balancer === undefined || balancerType(balancer) !== "application"
      ? reference
      : { kind: "undetermined", why: `a rule of ${service.name} comes from listener ${listener?.name ?? ""}` };
  });
  return { references, exact: found.exact && references.every(({ kind }) => kind !== "undetermined") };
}

/** The listener whose default action has an ARN: it is the ARN of a listener rule that starts as that of the listener. */
function ownerOfDefault(graph: Graph, reference: Reference): Resource | undefined {
  if (reference.kind !== "id") return undefined;
  const listener = reference.id.replace(/:listener-rule\/(.+)\/[^/]+$/, ":listener/$1");
  return ofKind(graph, "listener").find((each) => known(readString(each, "arn")) === listener);
}

/**
 * The listener rules (ALB) or listeners (NLB) that a service names.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
 */
function namedBy(graph: Graph, service: Resource) {
  const entries = readElements(service, "loadBalancers");
  const paths = (known(entries) ?? []).flatMap((at) =>
    ruleProperties.map((property) => `${at}.advancedConfiguration.${property}`),
  );
  const { references, exact } = forwardersAt(graph, service, paths);
  const owners = references.flatMap((reference) =>
    reference.kind === "resource" ? [reference.resource] : (ownerOfDefault(graph, reference) ?? []),
  );
  const isOpen = !exact || entries.kind === "unknown" || references.some(({ kind }) => kind === "undetermined");
  return { owners, isOpen, isUnnamed: references.length === 0 && !isOpen };
}

/** Listeners and listener rules of the traffic routes of a CodeDeploy deployment group that forward to its target groups. */
function pairedBy(graph: Graph, deploymentGroup: Resource): readonly Resource[] {
  const listeners = new Set(candidates(graph, deploymentGroup, "loadBalancerInfo", "listener"));
  return pairOf(graph, deploymentGroup)
    .flatMap((targetGroup) => forwardersOf(graph, targetGroup))
    .filter((forwarder) => [...listeners].some((listener) => isOn(graph, forwarder, listener)));
}

const isOn = (graph: Graph, forwarder: Resource, listener: Resource) =>
  forwarder.urn === listener.urn || rulesOf(graph, listener).includes(forwarder);

/** The listeners and listener rules whose actions blue/green, linear and canary deployments change. */
export const shiftsOf = perGraph((graph): Shifts => {
  const services = ofKind(graph, "ecsService");
  const native = services
    .filter((service) => shifterOf(service) === "ECS")
    .map((service) => ({ service, ...namedBy(graph, service) }));
  const groups = deploymentGroupsOf(graph);
  const named = [
    ...native.flatMap(({ service, owners }) => owners.map(({ urn }): [string, string] => [urn, service.name])),
    ...groups.flatMap((group) => pairedBy(graph, group).map(({ urn }): [string, string] => [urn, group.name])),
  ];
  return {
    by: new Map(named),
    undetermined: new Set(native.filter(({ isOpen }) => isOpen).map(({ service }) => service.urn)),
    unnamed: new Set([
      ...native.filter(({ isUnnamed }) => isUnnamed).map(({ service }) => service.urn),
      ...services.filter((service) => shifterOf(service) === "CodeDeploy").map(({ urn }) => urn),
    ]),
  };
});
