import { balancerType } from "../graph/load-balancers";
import { groupBy, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Kind } from "../graph/kinds";
import { referenceKey, resourceOf, resourcesIn } from "../graph/references";
import type { Reference } from "../graph/references";
import type { Resource } from "../graph/resource";
import { mostTasks, tasksInDeployment } from "../graph/tasks";
import { known, readString } from "../graph/value";
import { subnetsOf, vpcOf } from "../graph/vpcs";
import { zoneOf } from "../graph/zones";
import { quotaRule } from "../quota-rule";
import type { Usage } from "../quota-rule";
import { networkAddressUnits } from "../quotas";

/** Zones that a resource stands in; of a hidden list, those of all subnets that it may mean. */
function zones(graph: Graph, resource: Resource): number {
  const { references } = subnetsOf(graph, resource);
  const named = new Set(resourcesIn(references).flatMap((subnet) => zoneOf(subnet) ?? []));
  return named.size === 0 ? references.length : named.size;
}

const isInterface = (endpoint: Resource) => known(readString(endpoint, "vpcEndpointType")) === "Interface";

const { nlbPerZone, albPerZone, endpointPerZone, natGateway } = networkAddressUnits;
const units: Partial<Record<Kind, (graph: Graph, resource: Resource) => number>> = {
  loadBalancer: (graph, one) => zones(graph, one) * (balancerType(one) === "network" ? nlbPerZone : albPerZone),
  vpcEndpoint: (graph, one) => (isInterface(one) ? zones(graph, one) * endpointPerZone : 0),
  vpcLinkV2: (graph, one) => zones(graph, one) * networkAddressUnits.interface,
  natGateway: () => natGateway,
  ecsService: (graph, one) => mostTasks(graph, one) * tasksInDeployment * networkAddressUnits.interface,
};

interface Holder {
  readonly at: Resource;
  readonly units: number;
  readonly vpc: Reference;
}

const holders = (graph: Graph): readonly Holder[] =>
  (Object.keys(units) as Kind[]).flatMap((kind) =>
    ofKind(graph, kind).map((at) => ({ at, units: units[kind]?.(graph, at) ?? 0, vpc: vpcOf(graph, at) })),
  );

export const networkAddressUsageQuota = quotaRule({
  id: "network-address-usage-quota",
  displayName: "Network Address Usage per VPC",
  quota: "vpc.networkAddressUsage",
  scope: "resource",
  remediation: "Spread the services over more VPCs, or have AWS raise the quota and give it in the settings.",
  count: (graph) =>
    [...groupBy(holders(graph), ({ vpc }) => referenceKey(vpc))].flatMap(([id, [first, ...others]]): Usage[] => {
      if (first === undefined) return [];
      const used = others.reduce((sum, one) => sum + one.units, first.units);
      const vpc = resourceOf(first.vpc);
      return [{ at: vpc ?? first.at, used, what: `Network Address Usage units in VPC ${vpc?.name ?? id}` }];
    }),
});
