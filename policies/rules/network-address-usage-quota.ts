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

/** Number of zones of a resource. If the list of subnets is unknown, all subnets that it may contain count. */
function zones(graph: Graph, resource: Resource): number {
  const { references } = subnetsOf(graph, resource);
  const named = new Set(resourcesIn(references).flatMap((subnet) => zoneOf(subnet) ?? []));
  return named.size === 0 ? references.length : named.size;
}

const isInterface = (endpoint: Resource) => known(readString(endpoint, "vpcEndpointType")) === "Interface";

const { nlbPerZone, albPerZone, endpointPerZone, natGateway } = networkAddressUnits;
const units: Partial<Record<Kind, (graph: Graph, resource: Resource) => number>> = {
  loadBalancer: (graph, balancer) =>
    zones(graph, balancer) * (balancerType(balancer) === "network" ? nlbPerZone : albPerZone),
  vpcEndpoint: (graph, endpoint) => (isInterface(endpoint) ? zones(graph, endpoint) * endpointPerZone : 0),
  vpcLinkV2: (graph, link) => zones(graph, link) * networkAddressUnits.interface,
  natGateway: () => natGateway,
  ecsService: (graph, service) => mostTasks(graph, service) * tasksInDeployment * networkAddressUnits.interface,
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
  remediation:
    "Distribute the services among more VPCs, or request a quota increase and add the new value to the quotas setting.",
  count: (graph) =>
    [...groupBy(holders(graph), ({ vpc }) => referenceKey(vpc))].flatMap(([id, [first, ...others]]): Usage[] => {
      if (first === undefined) return [];
      const used = others.reduce((sum, holder) => sum + holder.units, first.units);
      const vpc = resourceOf(first.vpc);
      return [{ at: vpc ?? first.at, used, what: `Network Address Usage units in VPC ${vpc?.name ?? id}` }];
    }),
});
