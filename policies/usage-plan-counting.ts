import type { Usage } from "./quota-rule";
import { groupBy, ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { labelOf } from "./graph/label";
import { referenceKey, resolve, resourceOf } from "./graph/references";
import type { Resource } from "./graph/resource";
import { readElements } from "./graph/value";

const keyOf = (graph: Graph, member: Resource) => resolve(graph, member, "keyId", "apiKey");

/** Counts the usage plans of each API key; one outside the stack is reported on its first membership. */
export function countPlansPerKey(graph: Graph): readonly Usage[] {
  const members = ofKind(graph, "usagePlanKey");
  const open = members.filter((member) => keyOf(graph, member).kind === "undetermined");
  const [first] = open;
  const needs = first === undefined ? "" : `the key of ${labelOf(first)}`;
  return [...groupBy(members, (member) => referenceKey(keyOf(graph, member)))].flatMap(([id, ofKey]): Usage[] => {
    const [member] = ofKey;
    if (member === undefined) return [];
    const key = resourceOf(keyOf(graph, member));
    const used = ofKey.length;
    return [
      {
        at: key ?? member,
        used,
        what: `usage plans of API key ${key?.name ?? id}`,
        ...(first === undefined ? {} : { open: { most: used + open.length, needs } }),
      },
    ];
  });
}

/**
 * Counts the throttles of methods in each usage plan. AWS's words are read as: of all stages of the plan together.
 * Source: https://docs.aws.amazon.com/general/latest/gr/apigateway.html
 */
export const countThrottles = (graph: Graph): readonly Usage[] =>
  ofKind(graph, "usagePlan").flatMap((at): readonly Usage[] => {
    const stages = readElements(at, "apiStages");
    const lists =
      stages.kind === "known" ? stages.value.map((stage) => readElements(at, `${stage}.throttles`)) : [stages];
    const used = lists.reduce((sum, list) => sum + (list.kind === "known" ? list.value.length : 0), 0);
    const unread = lists.some(({ kind }) => kind === "unknown");
    if (used === 0 && !unread) return [];
    const open = unread ? { open: { most: Infinity, needs: `the throttles in apiStages of ${labelOf(at)}` } } : {};
    return [{ at, used, what: `throttles of methods in usage plan ${at.name}`, ...open }];
  });
