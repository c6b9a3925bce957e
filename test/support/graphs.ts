import assert from "node:assert/strict";
import { convertEngine } from "../../policies/graph/engine";
import type { Graph } from "../../policies/graph/graph";
import { graphOf } from "../../policies/graph/graph";
import type { Resource } from "../../policies/graph/resource";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { convertSnapshot } from "../../policies/graph/snapshot";
import { readStack } from "../../policies/graph/stack";
import { asEngine } from "./engine-resources";

/** Converts a list of resources. The result for a resource depends only on it and its provider. */
type Convert = (resources: readonly SnapshotResource[]) => readonly Resource[];

interface Converted {
  readonly provider: SnapshotResource | undefined;
  readonly resource: Resource;
}

/**
 * Builds graphs and converts each resource only once. A mutant shares all but a few resources with the graph that it
 * changes, and there are thousands of mutants.
 */
function sharedGraph(convert: Convert): (resources: readonly SnapshotResource[]) => Graph {
  const converted = new WeakMap<SnapshotResource, Converted>();
  return (resources) => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    return graphOf(
      readStack(
        resources.map((resource) => {
          const provider = byUrn.get((resource.provider ?? "").split("::").slice(0, 4).join("::"));
          const known = converted.get(resource);
          if (known !== undefined && known.provider === provider) return known.resource;
          const [created] = convert(provider === undefined ? [resource] : [resource, provider]);
          assert.ok(created);
          converted.set(resource, { provider, resource: created });
          return created;
        }),
      ),
    );
  };
}

/** The graph as a policy in the engine sees it: reading an unknown value throws. */
export const engineGraph = sharedGraph((resources) => convertEngine(asEngine(resources)));

/** The graph as an offline preview builds it. */
export const snapshotGraph = sharedGraph(convertSnapshot);
