import { targetGroupsOf } from "../graph/forwarding";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { balancerOf, balancerType, listenerOf } from "../graph/load-balancers";
import { referenceKey, resourceOf, resourcesIn } from "../graph/references";
import type { Reference } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsOfService } from "../graph/strategies";
import type { Pair } from "../graph/strategies";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

const properties = ["productionListenerRule", "testListenerRule"] as const;
type Property = (typeof properties)[number];

const rejected = (service: Resource, property: Property, wrong: string): Finding =>
  violation(service, `ECS rejects ${property} of service ${service.name}: ${wrong}`);

const referenceOf = (pair: Pair, property: Property) => (property === "testListenerRule" ? pair.test : pair.production);

function typeOfBalancer(graph: Graph, forwarder: Resource): ReturnType<typeof balancerType> {
  const listener = isKind(forwarder, "listener") ? forwarder : resourceOf(listenerOf(graph, forwarder));
  const balancer = listener && resourceOf(balancerOf(graph, listener));
  return balancer === undefined ? "unknown" : balancerType(balancer);
}

const ofListener = "an Application Load Balancer needs the ARN of a listener rule, not of a listener";
const ofRule = "a Network Load Balancer needs the ARN of a listener, not of a listener rule";

/** An ARN shows what it names: `:listener/app/`, `:listener-rule/app/`, `:listener/net/`. */
function faultOfArn(arn: string): string | undefined {
  if (arn.includes(":listener/app/")) return ofListener;
  return arn.includes(":listener-rule/net/") ? ofRule : undefined;
}

/** The rule of an NLB; a listener of an ALB shows in its ARN. */
const judgeType = (graph: Graph, { service }: Pair, property: Property, forwarder: Resource): readonly Finding[] =>
  isKind(forwarder, "listenerRule") && typeOfBalancer(graph, forwarder) === "network"
    ? [rejected(service, property, ofRule)]
    : [];

function judgeKind(graph: Graph, pair: Pair, property: Property): readonly Finding[] {
  const { service, forwarders } = pair;
  const value = readString(service, `${pair.at}.${property}`);
  const fault = value.kind === "known" ? faultOfArn(value.value) : undefined;
  if (fault !== undefined) return [rejected(service, property, fault)];
  const reference = referenceOf(pair, property);
  // Which of two rules is which does not matter, if both are of the right kind.
  const open = reference.kind === "undetermined" && forwarders.exact ? resourcesIn(forwarders.references) : [];
  const found = reference.kind === "resource" ? [reference.resource] : open;
  return reference.kind === "undetermined" && found.length === 0
    ? [undetermined(service, `${property} of ECS service ${service.name}`)]
    : found.flatMap((forwarder) => judgeType(graph, pair, property, forwarder));
}

function judgeForwarding(graph: Graph, pair: Pair): readonly Finding[] {
  const { service, groups, production } = pair;
  if (production.kind !== "resource") return [];
  const forwarder = production.resource;
  const { references, exact } = targetGroupsOf(graph, forwarder);
  const own = groups.references.map(referenceKey);
  const keys = references.map(referenceKey);
  if (!exact || !groups.exact || keys.includes(undefined) || own.includes(undefined)) return [];
  const strangers = references.filter((reference) => !own.includes(referenceKey(reference)));
  const names = (list: readonly Reference[]) =>
    list.map((one) => (one.kind === "resource" ? one.resource.name : referenceKey(one))).join(", ");
  if (strangers.length === 0 && references.length > 0) return [];
  const found = references.length === 0 ? "no target group" : `target group ${names(strangers)}`;
  const wrong = `${labelOf(forwarder)}, with which ECS shifts requests of service ${service.name}, forwards to ${found}; it may forward to the two target groups of the service only`;
  return [violation(service, wrong, `Let ${forwarder.name} forward to ${names(groups.references)}.`)];
}

function judgeTest({ service, production, test }: Pair): readonly Finding[] {
  const [first, second] = [referenceKey(production), referenceKey(test)];
  return first !== undefined && first === second
    ? [
        violation(
          service,
          `ECS rejects service ${service.name}: its production and its test rule are the same`,
          "Create a listener rule (ALB) or listener (NLB) of its own for test requests.",
        ),
      ]
    : [];
}

/** Source of what ECS rejects: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html */
export const productionRuleFitsService = resourceRule({
  id: "production-rule-fits-service",
  displayName: "The production rule fits the service",
  description:
    "The production and test rules of an ECS service are two listener rules of an ALB or two listeners of an NLB, and forward to the target groups of the service only; ECS rejects the service or rolls the deployment back otherwise.",
  severity: "high",
  remediation:
    "Name the ARN of a listener rule behind an ALB, that of a listener behind an NLB, as productionListenerRule.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html",
  tags: ["wiring", "listener", "ecs"],
  kinds: ["ecsService"],
  about: (graph, service) => pairsOfService(graph, service).length > 0,
  none: "no ECS service names a production rule",
  judge: (graph, service) =>
    pairsOfService(graph, service).flatMap((pair) => {
      const ofKind = properties.flatMap((property) => judgeKind(graph, pair, property));
      return ofKind.length > 0 ? ofKind : [...judgeForwarding(graph, pair), ...judgeTest(pair)];
    }),
});
