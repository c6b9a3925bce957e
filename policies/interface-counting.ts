import type { Usage } from "./quota-rule";
import { groupBy } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { networkInterfaces } from "./graph/network-interfaces";
import type { Interfaces } from "./graph/network-interfaces";
import { referenceKey, resourceOf } from "./graph/references";
import { vpcOf } from "./graph/vpcs";

/**
 * Counts the network interfaces in each VPC; a VPC outside the stack is reported on its first user.
 *
 * @param weight - units of each interface of a user; 0 if it does not count
 */
export const countInVpcs =
  (what: string, weight: (interfaces: Interfaces) => number) =>
  (graph: Graph): readonly Usage[] => {
    const users = networkInterfaces(graph)
      .filter((interfaces) => weight(interfaces) * interfaces.most > 0)
      .map((interfaces) => ({ ...interfaces, vpc: vpcOf(graph, interfaces.resource) }));
    return [...groupBy(users, ({ vpc }) => referenceKey(vpc))].flatMap(([id, members]): Usage[] => {
      const [first] = members;
      if (first === undefined) return [];
      const used = members.reduce((sum, member) => sum + member.count * weight(member), 0);
      const most = members.reduce((sum, member) => sum + member.most * weight(member), 0);
      const needs = members.find((member) => member.most > member.count)?.needs ?? "";
      const vpc = resourceOf(first.vpc);
      return [
        {
          at: vpc ?? first.resource,
          used,
          what: `${what} ${vpc?.name ?? id}`,
          ...(most > used ? { open: { most, needs } } : {}),
        },
      ];
    });
  };
