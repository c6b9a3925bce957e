import { z } from "zod";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { refusalSchema, resultVersion } from "../../report/preview-schema";

const names = z.array(z.string());
const properties = z.record(z.string(), z.unknown());

/** A printed resource. Other keys are ignored, since other tools may print more. */
const resource = z.object({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  parent: z.string().nullable().exactOptional(),
  inputs: properties,
  unknown: names.exactOptional(),
  outputs: properties.exactOptional(),
  dependencies: names,
  propertyDependencies: z.record(z.string(), names),
  provider: z.string().exactOptional(),
  options: z.object({ ignoreChanges: names.exactOptional() }).exactOptional(),
});

const graph = z.object({
  version: z.literal(resultVersion, `expected "${resultVersion}"`).exactOptional(),
  resources: z.array(resource).min(1, "expected at least one resource"),
});

/**
 * Reads a printed resource graph: an array of resources, or an object with `resources`.
 *
 * @param text - content of the file
 * @returns the resources, or in plain words what is wrong with the file
 */
export function readGraph(text: string): { readonly resources: readonly SnapshotResource[] } | { mistake: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { mistake: `the file is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (refusalSchema.safeParse(value).success)
    return { mistake: "the file holds the problems of a refused configuration, and no resources" };
  const parsed = graph.safeParse(Array.isArray(value) ? { resources: value } : value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = z.core.toDotPath(issue?.path ?? []);
  return {
    mistake: `the file is no printed resource graph: ${place === "" ? "" : `${place}: `}${issue?.message ?? ""}`,
  };
}
