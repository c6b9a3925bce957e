import { defaultIpAddressType } from "../graph/aws-defaults";
import { servicesOf } from "../graph/forwarding";
import { resourceAt } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { pairsOfService } from "../graph/strategies";
import type { Pair } from "../graph/strategies";
import { readUpper } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/**
 * Properties that decide whether a target group works behind the same listener, with AWS's defaults. VPC and target type
 * have rules of their own for all target groups of a service.
 */
const alike: Readonly<Record<string, string>> = {
  protocol: "",
  protocolVersion: "HTTP1",
  ipAddressType: defaultIpAddressType.toUpperCase(),
};

function compare([left, right]: readonly [Resource, Resource]) {
  const pairs = Object.entries(alike).map(([name, byDefault]) => {
    const [a, b] = [left, right].map((group) => readUpper(group, name));
    const text = (value: typeof a) => (value?.kind === "known" && value.value !== "" ? value.value : byDefault);
    const isOpen = a?.kind === "unknown" || b?.kind === "unknown";
    return { name, isOpen, differ: !isOpen && text(a) !== text(b), texts: [text(a), text(b)] };
  });
  return {
    differ: pairs.filter(({ differ }) => differ).map(({ name, texts }) => `${name} ${texts.join(" and ")}`),
    open: pairs.filter(({ isOpen }) => isOpen).map(({ name }) => name),
  };
}

function judgeTwins(service: Resource, groups: readonly Resource[]): readonly Finding[] {
  const [left, right] = groups;
  if (left === undefined || right === undefined) return [];
  const { differ, open } = compare([left, right]);
  const names = `target groups ${left.name} and ${right.name} of ECS service ${service.name}`;
  if (differ.length > 0)
    return [violation(service, `${names} differ: ${differ.join(", ")}`, "Give both target groups the same values.")];
  return open.length > 0 ? [undetermined(service, `${open.join(" and ")} of ${names}`)] : [];
}

/** Other services that register their tasks with one of the groups: their tasks would get the requests. */
function judgeUsers(graph: Graph, service: Resource, groups: readonly Resource[]): readonly Finding[] {
  return groups.flatMap((group) => {
    const other = servicesOf(graph, group).find(({ urn }) => urn !== service.urn);
    return other === undefined
      ? []
      : [
          violation(
            service,
            `target group ${group.name} of ECS service ${service.name} has tasks of ECS service ${other.name} too; requests reach these when a deployment moves the weights`,
            "Give each service target groups of its own.",
          ),
        ];
  });
}

const keysOf = ({ primary, alternate }: Pair) => [primary, alternate].flatMap((group) => referenceKey(group) ?? []);

/** Two load balancer entries of the service with one target group: it would get the requests of the rules of both. */
function judgeEntries(graph: Graph, pair: Pair): readonly Finding[] {
  const { service, at } = pair;
  const others = pairsOfService(graph, service).filter((other) => other.at < at);
  const shared = keysOf(pair).find((key) => others.some((other) => keysOf(other).includes(key)));
  const name = shared === undefined ? undefined : (resourceAt(graph, shared)?.name ?? shared);
  const wrong = `two entries of loadBalancers of ECS service ${service.name} name target group ${name ?? ""}, which gets the requests of the rules of both`;
  return name === undefined ? [] : [violation(service, wrong, "Give each entry two target groups of its own.")];
}

function judgePair(graph: Graph, pair: Pair): readonly Finding[] {
  const { service, groups, primary, alternate } = pair;
  const [first, second] = [referenceKey(primary), referenceKey(alternate)];
  if (first !== undefined && first === second) {
    const wrong = `ECS service ${service.name} names one target group twice, as the target group and as its alternate`;
    return [violation(service, wrong, "Create a second target group, and name it as alternateTargetGroupArn.")];
  }
  const all = resourcesIn(groups.references);
  // The stack does not show how more than two unknown target groups belong together.
  if (!groups.exact || all.length < 2)
    return [
      ...judgeUsers(graph, service, all),
      undetermined(service, `the target groups between which ECS service ${service.name} shifts requests`),
    ];
  return [...judgeTwins(service, all), ...judgeUsers(graph, service, all), ...judgeEntries(graph, pair)];
}

export const alternateIsATwin = resourceRule({
  id: "alternate-is-a-twin",
  displayName: "The alternate target group is a twin",
  description:
    "The alternate target group of an ECS service has the protocol of the first, and both are used by this service only: each of them serves all requests after every second deployment.",
  severity: "high",
  remediation: "Create both target groups with the same arguments, for one service.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html",
  tags: ["wiring", "ecs"],
  hop: "target group",
  kinds: ["ecsService"],
  about: (graph, service) => pairsOfService(graph, service).length > 0,
  none: "no ECS service names an alternate target group",
  judge: (graph, service) => pairsOfService(graph, service).flatMap((pair) => judgePair(graph, pair)),
});
