import type { Usage } from "./quota-rule";
import { groupBy, ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import { referenceKey, resourceOf } from "./graph/references";
import type { Resource } from "./graph/resource";
import { vpcOf } from "./graph/vpcs";

/** Counts the resources of a kind in each VPC; a VPC outside the stack is reported on its first resource. */
export const countPerVpc =
  (what: string, kind: Kind, only: (resource: Resource) => boolean = () => true) =>
  (graph: Graph): readonly Usage[] => {
    const inVpcs = groupBy(ofKind(graph, kind).filter(only), (resource) => referenceKey(vpcOf(graph, resource)));
    return [...inVpcs].flatMap(([id, [first, ...others]]): Usage[] => {
      if (first === undefined) return [];
      const vpc = resourceOf(vpcOf(graph, first));
      return [{ at: vpc ?? first, used: 1 + others.length, what: `${what} of VPC ${vpc?.name ?? id}` }];
    });
  };
