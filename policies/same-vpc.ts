import { undetermined, violation } from "./rule";
import type { Finding } from "./rule";
import type { Graph } from "./graph/graph";
import { labelOf } from "./graph/label";
import { inTwoRegions, oneRegionFix } from "./graph/regions";
import type { References } from "./graph/references";
import { referenceKey, resourcesIn } from "./graph/references";
import type { Resource } from "./graph/resource";
import { sameVpc, vpcsOf } from "./graph/vpcs";

/** Resources in different Regions cannot be in one VPC. */
const differentRegion = (graph: Graph, resource: Resource, others: readonly Resource[]): readonly Finding[] =>
  others
    .flatMap((other) => inTwoRegions(graph, resource, other) ?? [])
    .map((wrong) => violation(resource, wrong, oneRegionFix));

/**
 * Reports a resource whose references are in another Region or in several VPCs; references outside the stack are not
 * checked.
 */
export function requireOneVpc(graph: Graph, resource: Resource, named: readonly References[]): readonly Finding[] {
  const [elsewhere] = differentRegion(
    graph,
    resource,
    named.flatMap(({ references, exact }) => (exact ? resourcesIn(references) : [])),
  );
  if (elsewhere !== undefined) return [elsewhere];
  const vpcs = named.flatMap((references) => vpcsOf(graph, references));
  const names = new Map(
    vpcs.flatMap((vpc) => {
      const key = referenceKey(vpc);
      return key === undefined ? [] : [[key, vpc.kind === "resource" ? vpc.resource.name : key] as const];
    }),
  );
  if (names.size <= 1) return [];
  return [violation(resource, `${labelOf(resource)} spans several VPCs: ${[...names.values()].join(", ")}`)];
}

/** Reports a resource that is not in the Region and VPC of the others. */
export function requireSameVpc(graph: Graph, resource: Resource, others: readonly Resource[]): readonly Finding[] {
  return others.flatMap((other): readonly Finding[] => {
    const elsewhere = differentRegion(graph, resource, [other]);
    if (elsewhere.length > 0) return elsewhere;
    const result = sameVpc(graph, resource, other);
    if (result.kind === "same") return [];
    if (result.kind === "undetermined") return [undetermined(resource, result.why)];
    return [
      violation(
        resource,
        `${labelOf(resource)} is in VPC ${result.left}, but ${labelOf(other)} is in VPC ${result.right}`,
      ),
    ];
  });
}
