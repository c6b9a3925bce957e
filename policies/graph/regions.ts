import { labelOf } from "./label";
import type { Graph } from "./graph";
import { inSameRegion, placeOf } from "./places";
import type { Reference } from "./references";
import type { Resource } from "./resource";

/** Two resources in different Regions, in one sentence; undefined if they are or may be in one. */
export function inTwoRegions(graph: Graph, left: Resource, right: Resource): string | undefined {
  const [first, second] = [placeOf(graph, left), placeOf(graph, right)];
  if (inSameRegion(first, second) !== false) return undefined;
  return `${labelOf(left)} is in Region ${first.region ?? ""}, but ${labelOf(right)} is in Region ${second.region ?? ""}`;
}

/** A resource and what it refers to by ARN, in different Regions; undefined if they are or may be in one. */
export function refersToOtherRegion(graph: Graph, owner: Resource, reference: Reference): string | undefined {
  if (reference.kind === "resource") return inTwoRegions(graph, owner, reference.resource);
  const { region } = placeOf(graph, owner);
  const named = reference.kind === "id" && reference.id.startsWith("arn:") ? reference.id.split(":")[3] : undefined;
  if (reference.kind !== "id" || region === undefined || named === undefined || named === "" || named === region)
    return undefined;
  return `${labelOf(owner)} is in Region ${region}, but refers to ${reference.id}`;
}

/** How to bring two resources into one Region. */
export const oneRegionFix = "Give both the same provider and the same region.";
