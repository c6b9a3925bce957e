import { undetermined, violation } from "./rule";
import type { Finding } from "./rule";
import type { Graph } from "./graph/graph";
import type { References } from "./graph/references";
import { referenceKey } from "./graph/references";
import type { Resource } from "./graph/resource";
import { sameVpc, vpcsOf } from "./graph/vpcs";

/** Whether all that a resource names lies in one VPC; what lies outside the stack is left to its owner. */
export function requireOneVpc(graph: Graph, resource: Resource, named: readonly References[]): readonly Finding[] {
  const vpcs = named.flatMap((references) => vpcsOf(graph, references));
  const places = new Map(
    vpcs.flatMap((vpc) => {
      const key = referenceKey(vpc);
      return key === undefined ? [] : [[key, vpc.kind === "resource" ? vpc.resource.name : key] as const];
    }),
  );
  if (places.size <= 1) return [];
  return [
    violation(
      resource,
      `${resource.name} stands in several VPCs: ${[...places.values()].join(", ")}`,
      "Take its subnets and security groups from one VPC.",
    ),
  ];
}

/** Whether a resource lies in the VPC of others. */
export function besides(graph: Graph, resource: Resource, others: readonly Resource[]): readonly Finding[] {
  return others.flatMap((other): Finding[] => {
    const answer = sameVpc(graph, resource, other);
    if (answer.kind === "same") return [];
    if (answer.kind === "undetermined") return [undetermined(resource, answer.why)];
    return [
      violation(
        resource,
        `${resource.name} stands in VPC ${answer.left}, but ${other.name} in ${answer.right}`,
        "Put both into one VPC.",
      ),
    ];
  });
}
