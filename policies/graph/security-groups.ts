import { groupBy, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve } from "./references";
import type { Resource } from "./resource";
import { known, readElements, readString } from "./value";

export type Direction = "ingress" | "egress";

/** One rule of a security group: a separate resource (`at` is empty), or inline in the group (`at` is its path). */
export interface GroupRule {
  readonly resource: Resource;
  readonly at: string;
}

function directionOf(rule: Resource): Direction | undefined {
  const type = known(readString(rule, "type"));
  return type === "ingress" || type === "egress" ? type : undefined;
}

const separate = perGraph((graph) => {
  const keyed = (direction: Direction | undefined, rule: Resource) => {
    const owner = referenceKey(resolve(graph, rule, "securityGroupId", "securityGroup"));
    return { rule, key: owner === undefined || direction === undefined ? undefined : `${direction} ${owner}` };
  };
  return groupBy(
    [
      ...ofKind(graph, "ingressRule").map((rule) => keyed("ingress", rule)),
      ...ofKind(graph, "egressRule").map((rule) => keyed("egress", rule)),
      ...ofKind(graph, "securityGroupRule").map((rule) => keyed(directionOf(rule), rule)),
    ],
    ({ key }) => key,
  );
});

/** Rules of a security group in one direction, separate and inline. */
export const groupRulesOf = (graph: Graph, securityGroup: Resource, direction: Direction): readonly GroupRule[] => [
  ...(separate(graph).get(`${direction} ${securityGroup.urn}`) ?? []).map(({ rule }) => ({ resource: rule, at: "" })),
  ...(known(readElements(securityGroup, direction)) ?? []).map((at) => ({ resource: securityGroup, at })),
];

/** Separate rules in one direction of security groups outside the stack, by the id of the group. */
export function rulesOfOutsideGroups(graph: Graph, direction: Direction): ReadonlyMap<string, readonly GroupRule[]> {
  const keyed = [...separate(graph)].flatMap(([key, rules]) => {
    const [of, ...rest] = key.split(" ");
    const id = rest.join(" ");
    if (of !== direction || id.startsWith("urn:")) return [];
    return [[id, rules.map(({ rule }) => ({ resource: rule, at: "" }))] as const];
  });
  return new Map(keyed);
}
