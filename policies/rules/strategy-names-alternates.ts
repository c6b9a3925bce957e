import { shifterOf } from "../graph/traffic-shifts";
import type { Graph } from "../graph/graph";
import { resolve, referenceKey } from "../graph/references";
import type { Resource } from "../graph/resource";
import { advancedAt } from "../graph/strategies";
import { isSet, known, readElements, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

const needed = ["alternateTargetGroupArn", "productionListenerRule", "roleArn"];

const strategyOf = (service: Resource) => known(readString(service, "deploymentConfiguration.strategy")) ?? "ROLLING";

const isDeployedByEcs = (service: Resource) =>
  ["ECS", undefined].includes(known(readString(service, "deploymentController.type")));

/** What ECS refuses of entries that state what they are. */
function faultsOf(service: Resource, entries: readonly string[]): readonly string[] {
  const advanced = entries.filter((entry) => isSet(service, advancedAt(entry)));
  if (strategyOf(service) === "ROLLING") {
    const isMixed = advanced.length > 0 && advanced.length < entries.length;
    return isMixed ? ["some of its loadBalancers have advancedConfiguration, and some have not"] : [];
  }
  const without = entries.length - advanced.length;
  const isClassic = advanced.some((entry) => isSet(service, `${entry}.elbName`));
  const absent = needed.filter((name) => advanced.some((entry) => !isSet(service, `${advancedAt(entry)}.${name}`)));
  return [
    ...(without > 0
      ? [
          `strategy ${strategyOf(service)} needs advancedConfiguration in each entry of loadBalancers, and ${without} of ${entries.length} has none`,
        ]
      : []),
    ...(isClassic ? ["a Classic Load Balancer (elbName) cannot have advancedConfiguration"] : []),
    ...(absent.length > 0 ? [`its advancedConfiguration has no ${absent.join(" and no ")}`] : []),
  ];
}

/** Target groups that two entries name. */
function repeated(graph: Graph, service: Resource, entries: readonly string[]): readonly string[] {
  const keys = entries.map((entry) => referenceKey(resolve(graph, service, `${entry}.targetGroupArn`, "targetGroup")));
  return keys.some((key, index) => key !== undefined && keys.indexOf(key) < index)
    ? ["two entries of its loadBalancers name the same target group"]
    : [];
}

/** The messages of ECS: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html */
export const strategyNamesAlternates = resourceRule({
  id: "strategy-names-alternates",
  displayName: "Strategies have an alternate target group",
  description:
    "Each load balancer entry of an ECS service with strategy BLUE_GREEN, LINEAR or CANARY names an alternate target group, a production rule and a role; ECS rejects the service otherwise.",
  severity: "critical",
  remediation:
    "Set advancedConfiguration in each entry of loadBalancers, with alternateTargetGroupArn, productionListenerRule and roleArn.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html",
  tags: ["wiring", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  about: (_, service) => isSet(service, "loadBalancers") && isDeployedByEcs(service),
  none: "no ECS service that ECS deploys uses a load balancer",
  judge: (graph, service) => {
    const entries = readElements(service, "loadBalancers");
    if (entries.kind === "unknown")
      return shifterOf(service) === "ECS"
        ? [undetermined(service, `loadBalancers of ECS service ${service.name}`)]
        : [];
    // Whether an unknown strategy needs an alternate is decided when it is known.
    if (shifterOf(service) === "other") return [];
    const all = known(entries) ?? [];
    const faults = [...faultsOf(service, all), ...repeated(graph, service, all)];
    return faults.length === 0 ? [] : [violation(service, `ECS rejects service ${service.name}: ${faults.join("; ")}`)];
  },
});
