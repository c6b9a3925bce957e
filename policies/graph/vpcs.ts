import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Kind } from "./kinds";
import { labelOf } from "./label";
import { referenceKey, resolve, resolveList, resolvePaths } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { kindOf } from "./kinds";
import { known, readElements } from "./value";

/** Subnets of a load balancer, V2 link, ECS service, VPC endpoint or NAT gateway. */
export function subnetsOf(graph: Graph, resource: Resource): References {
  if (isKind(resource, "loadBalancer")) {
    const mapped = (known(readElements(resource, "subnetMappings")) ?? []).map((at) => `${at}.subnetId`);
    const plain = resolveList(graph, resource, "subnets", "subnet");
    return plain.references.length > 0 ? plain : resolvePaths(graph, resource, mapped, "subnet");
  }
  if (isKind(resource, "natGateway")) return resolvePaths(graph, resource, ["subnetId"], "subnet");
  const path = isKind(resource, "ecsService") ? "networkConfiguration.subnets" : "subnetIds";
  return resolveList(graph, resource, path, "subnet");
}

/** Property with the security groups of a load balancer, V2 link, ECS service or VPC endpoint. */
export function securityGroupsPath(resource: Resource): string {
  if (isKind(resource, "loadBalancer")) return "securityGroups";
  return isKind(resource, "ecsService") ? "networkConfiguration.securityGroups" : "securityGroupIds";
}

const endpointGroups = perGraph((graph) =>
  groupBy(ofKind(graph, "endpointGroup"), (association) =>
    referenceKey(resolve(graph, association, "vpcEndpointId", "vpcEndpoint")),
  ),
);

/** Security groups of a load balancer, V2 link, ECS service or VPC endpoint, which may get some by associations. */
export function securityGroupsOf(graph: Graph, resource: Resource): References {
  const { references, exact } = resolveList(graph, resource, securityGroupsPath(resource), "securityGroup");
  const associated = (endpointGroups(graph).get(resource.urn) ?? []).map((association) =>
    resolve(graph, association, "securityGroupId", "securityGroup"),
  );
  return { references: [...references, ...associated], exact: exact && associated.every(isDetermined) };
}

const isDetermined = ({ kind }: Reference) => kind !== "undetermined";

/** VPCs of the referenced resources, each once; undetermined for resources outside the stack. */
export function vpcsOf(graph: Graph, { references }: References): readonly Reference[] {
  const vpcs = references.map((reference): Reference => {
    if (reference.kind === "resource") return vpcOf(graph, reference.resource);
    return reference.kind === "id"
      ? { kind: "undetermined", why: `the VPC of ${reference.id} is not in the stack` }
      : reference;
  });
  return [...new Map(vpcs.map((vpc) => [referenceKey(vpc) ?? vpc, vpc])).values()];
}

function agreed(resource: Resource, vpcs: readonly Reference[]): Reference {
  const determined = vpcs.filter((vpc) => referenceKey(vpc) !== undefined);
  if (determined.length > 1) return { kind: "undetermined", why: `${labelOf(resource)} spans several VPCs` };
  return determined[0] ?? vpcs[0] ?? { kind: "undetermined", why: `${labelOf(resource)} has no subnets` };
}

function throughInterfaces(graph: Graph, resource: Resource): Reference {
  const bySubnets = agreed(resource, vpcsOf(graph, subnetsOf(graph, resource)));
  if (referenceKey(bySubnets) !== undefined) return bySubnets;
  const byGroups = agreed(resource, vpcsOf(graph, securityGroupsOf(graph, resource)));
  return referenceKey(byGroups) === undefined ? bySubnets : byGroups;
}

const through = (reference: Reference, graph: Graph): Reference => {
  if (reference.kind === "resource") return vpcOf(graph, reference.resource);
  return reference.kind === "id"
    ? { kind: "undetermined", why: `the VPC of ${reference.id} is not in the stack` }
    : reference;
};

type Locate = (graph: Graph, resource: Resource) => Reference;
const byVpcId: Locate = (graph, resource) => resolve(graph, resource, "vpcId", "vpc");
const namespaceOf: Locate = (graph, service) => {
  const inDns = resolve(graph, service, "dnsConfig.namespaceId", "privateDnsNamespace");
  return inDns.kind === "absent" ? resolve(graph, service, "namespaceId", "privateDnsNamespace") : inDns;
};

const locate: Partial<Record<Kind, Locate>> = {
  vpc: (_, resource) => ({ kind: "resource", resource }),
  subnet: byVpcId,
  securityGroup: byVpcId,
  targetGroup: byVpcId,
  routeTable: byVpcId,
  mainRouteTable: byVpcId,
  internetGateway: byVpcId,
  vpcEndpoint: byVpcId,
  privateDnsNamespace: (graph, resource) => resolve(graph, resource, "vpc", "vpc"),
  discoveryService: (graph, resource) => through(namespaceOf(graph, resource), graph),
  loadBalancer: throughInterfaces,
  vpcLinkV2: throughInterfaces,
  ecsService: throughInterfaces,
  natGateway: throughInterfaces,
  vpcLinkV1: (graph, resource) => through(resolve(graph, resource, "targetArn", "loadBalancer"), graph),
  listener: (graph, resource) => through(resolve(graph, resource, "loadBalancerArn", "loadBalancer"), graph),
};

const located = perGraph(() => new Map<string, Reference>());

/** VPC of a resource: from its `vpcId`, its subnets or its security groups, in this order. */
export function vpcOf(graph: Graph, resource: Resource): Reference {
  const memo = located(graph);
  const kind = kindOf(resource.type);
  const found = memo.get(resource.urn) ??
    (kind && locate[kind])?.(graph, resource) ?? { kind: "undetermined", why: `${labelOf(resource)} is not in a VPC` };
  memo.set(resource.urn, found);
  return found;
}

/** Whether two resources are in the same VPC. */
export type SameVpc =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly left: string; readonly right: string }
  | { readonly kind: "undetermined"; readonly why: string };

const vpcName = (vpc: Reference) => (vpc.kind === "resource" ? vpc.resource.name : vpc.kind === "id" ? vpc.id : "");

/**
 * Compares the VPCs of two resources. A known VPC id differs from every VPC of the stack with another id or without
 * one: a program cannot contain the id of a VPC that does not exist yet.
 */
export function sameVpc(graph: Graph, left: Resource, right: Resource): SameVpc {
  const [first, second] = [vpcOf(graph, left), vpcOf(graph, right)];
  const [leftKey, rightKey] = [referenceKey(first), referenceKey(second)];
  if (leftKey !== undefined && rightKey !== undefined) {
    return leftKey === rightKey
      ? { kind: "same" }
      : { kind: "different", left: vpcName(first), right: vpcName(second) };
  }
  // If the VPCs are unknown, a common subnet still shows that they are the same.
  const subnets = new Set(subnetsOf(graph, left).references.map(referenceKey));
  const shared = subnetsOf(graph, right).references.map(referenceKey);
  if (shared.some((key) => key !== undefined && subnets.has(key))) return { kind: "same" };
  const open = [first, second].find(({ kind }) => kind === "undetermined");
  if (open?.kind === "undetermined") return { kind: "undetermined", why: open.why };
  return { kind: "undetermined", why: `${labelOf(first.kind === "absent" ? left : right)} has no VPC` };
}
